package io.vitrine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.vitrine.encoders.Picture;
import io.vitrine.encoders.TinyEncoder;
import io.vitrine.stages.Stages;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EncodingModelTests {

    /** Of a float32 pass over unit vectors: other batch mates mean other padding, and another order of summation. */
    private static final float NOISE = 1e-5f;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ModelProperties properties =
            new ModelProperties(List.of(), 2, 0, 1000, 16, EmbeddingPrecision.AUTO, 1000);
    private final EngineThreads threads = new EngineThreads(properties, new HeapTrimming());
    private final EncodingModel model = open();

    private EncodingModel open() {
        return new EncodingModel(
                "tiny",
                new TinyEncoder().open(),
                Optional.empty(),
                threads,
                new WaitingRoom(properties, meters, new Stages(ObservationRegistry.NOOP)),
                new QueryCache(properties, meters),
                properties.batchSize(),
                1,
                new EmbeddingMeters(meters));
    }

    @AfterEach
    void close() {
        model.close();
        threads.destroy();
    }

    @Test
    void aTextHasTheSameVectorAloneAndAmongAllThatAreAskedAtOnce() {
        List<String> texts = IntStream.range(0, 120)
                .mapToObj(i -> "red shirt " + "with silver straps ".repeat(i % 7) + i)
                .toList();
        CompletableFuture<Void> bulk = CompletableFuture.runAsync(() -> model.embedTexts(texts));
        List<CompletableFuture<float[][]>> answers = texts.stream()
                .map(text -> CompletableFuture.supplyAsync(
                        () -> model.embedQueries(List.of(text)),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        for (int i = 0; i < texts.size(); i++) {
            float[] alone = model.embedTexts(List.of(texts.get(i)))[0];
            assertThat(answers.get(i).join()[0]).as(texts.get(i)).containsExactly(alone, within(NOISE));
        }
        bulk.join();
        assertThat(batches("texts").max()).as("batches were shared").isGreaterThan(1);
    }

    @Test
    void aTextIsEmbeddedOnceAndThenKnown() {
        float[][] first = model.embedQueries(List.of("red", "blue", "red"));
        float[][] again = model.embedQueries(List.of("blue", "green", "red"));
        assertThat(batches("texts").totalAmount()).isEqualTo(3);
        assertThat(first[2]).containsExactly(first[0]);
        assertThat(again[0]).containsExactly(first[1]);
        assertThat(again[2]).containsExactly(first[0]);
        assertThat(again[1]).containsExactly(model.embedTexts(List.of("green"))[0], within(NOISE));
    }

    @Test
    void picturesThatAreAskedAtOnceGetTheirOwnVectors() {
        List<Picture> pictures = new TinyEncoder()
                .pictures().stream().map(model.preprocessing()::of).toList();
        float[][] expected = model.embedPictures(pictures);
        List<CompletableFuture<float[]>> answers = pictures.stream()
                .map(picture -> CompletableFuture.supplyAsync(
                        () -> model.embedPicture(picture),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        for (int i = 0; i < expected.length; i++) {
            assertThat(answers.get(i).join()).containsExactly(expected[i], within(NOISE));
        }
    }

    private DistributionSummary batches(String kind) {
        return meters.get("vitrine.embedding.batch").tag("kind", kind).summary();
    }
}
