package io.vitrine.models;

import io.vitrine.encoders.EncoderFixtures;
import io.vitrine.encoders.Picture;
import io.vitrine.encoders.Preprocessing;
import io.vitrine.encoders.ScoreCalibration;
import io.vitrine.models.ModelLoader.ClosableModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** Models without an engine: a vector is drawn from a seed made of the version and of the text's or picture's content. */
@TestConfiguration(proxyBeanMethods = false)
public class StubModels {

    private static final int WIDTH = 128;
    /** What {@link LoadedModel#hasWord} of the stub knows. */
    public static final Set<String> KNOWN = Set.of("sneaker", "pullover");

    @Bean
    Embedded embedded() {
        return new Embedded();
    }

    @Bean
    @Primary
    ModelLoader stubLoader(Embedded embedded) {
        return (version, directory) -> new StubModel(
                version, ModelCard.read(directory, new JsonMapper()).calibration(), embedded);
    }

    /** What {@link LoadedModel#embedTexts} of the stub gives. */
    public static float[] textVector(String version, String text) {
        return unit((version + "/" + text).hashCode());
    }

    /** Registers a version under the name; {@code cardFields} are members of the card's JSON object. */
    public static void register(Models models, String name, String cardFields) {
        try {
            Path directory = Files.createTempDirectory("stub-model");
            try {
                String separator = cardFields.isEmpty() ? "" : ",";
                String card = "{\"about\":\"" + name + "\"" + separator + cardFields + "}";
                Files.writeString(directory.resolve("encoder.json"), "{\"name\":\"stub\"}");
                Files.writeString(directory.resolve("model-card.json"), card);
                models.register(name, directory);
            } finally {
                FileSystemUtils.deleteRecursively(directory);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static float[] unit(int seed) {
        Random random = new Random(seed);
        double[] values = random.doubles(WIDTH, -1, 1).toArray();
        double length =
                Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
        float[] vector = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            vector[i] = (float) (values[i] / length);
        }
        return vector;
    }

    /** Counts what all stubs of an application do. */
    public static final class Embedded {

        private final AtomicInteger pictures = new AtomicInteger();
        private final AtomicInteger texts = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();

        public int pictures() {
            return pictures.get();
        }

        /** Without those that somebody waited for. */
        public int texts() {
            return texts.get();
        }

        public int closedModels() {
            return closed.get();
        }
    }

    private record StubModel(String version, Optional<ScoreCalibration> calibration, Embedded embedded)
            implements ClosableModel {

        @Override
        public int dimensions() {
            return WIDTH;
        }

        @Override
        public float[][] embedQueries(List<String> texts) {
            return texts.stream().map(text -> textVector(version, text)).toArray(float[][]::new);
        }

        @Override
        public float[][] embedTexts(List<String> texts) {
            embedded.texts.addAndGet(texts.size());
            return embedQueries(texts);
        }

        @Override
        public float[][] embedPictures(List<Picture> pictures) {
            embedded.pictures.addAndGet(pictures.size());
            return pictures.stream()
                    .map(picture -> unit(version.hashCode() + Arrays.hashCode(EncoderFixtures.pixels(picture))))
                    .toArray(float[][]::new);
        }

        @Override
        public float[] embedPicture(Picture picture) {
            return embedPictures(List.of(picture))[0];
        }

        @Override
        public boolean hasWord(String word) {
            return KNOWN.contains(word);
        }

        @Override
        public Preprocessing preprocessing() {
            return EncoderFixtures.preprocessing(8, 8);
        }

        @Override
        public void close() {
            embedded.closed.incrementAndGet();
        }
    }
}
