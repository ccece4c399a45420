import io.vitrine.encoders.ComputeDevice;
import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.MatrixProducts;
import io.vitrine.encoders.Picture;
import io.vitrine.encoders.Precision;
import io.vitrine.encoders.Preprocessing;
import io.vitrine.encoders.UnreadablePictureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The towers as bare pieces, without service and database: texts to vectors, one short query at a time and sixteen together, and
 * pictures from files to vectors as indexing does it, decoding a batch while the one before is embedded.
 */
final class TowerBenchmark {

    private static final int ROUNDS = 5;
    private static final double WARM_UP_SECONDS = 5;
    private static final double SECONDS = 4;
    private static final int TOGETHER = 16;
    private static final int PICTURES = 1024;
    private static final int PICTURES_TOGETHER = 64;
    private static final int DECODERS = 2;

    /** Arguments: the service and the catalogue, which are not asked; the encoder's directory, a file of queries, perhaps one of pictures. */
    void main(String[] arguments) throws Exception {
        List<String> queries = Files.readAllLines(Path.of(arguments[3]));
        MatrixProducts.choose(ComputeDevice.cpu());
        ComputeDevice cpu = ComputeDevice.cpu();
        Precision precision =
                Precision.valueOf(System.getenv().getOrDefault("PRECISION", Precision.forEmbedding(cpu).name()));
        IO.println("Weights in " + precision.name().toLowerCase(Locale.ROOT) + ".\n");
        try (DualEncoder encoder = DualEncoder.forEmbedding(Path.of(arguments[2]), cpu, precision)) {
            IO.println("| what | each time in ms, " + ROUNDS + " rounds |\n| --- | --- |");
            texts(encoder, queries, 1);
            texts(encoder, queries, TOGETHER);
            if (arguments.length > 4) {
                pictures(encoder, Path.of(arguments[4]));
            }
        }
    }

    private static void texts(DualEncoder encoder, List<String> queries, int together) {
        median(encoder, queries, together, WARM_UP_SECONDS);
        List<String> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rounds.add(Checks.format("%.2f", median(encoder, queries, together, SECONDS)));
        }
        IO.println("| texts, " + together + " at a time | " + String.join(", ", rounds) + " |");
    }

    /** The median time of a pass, in milliseconds. */
    private static double median(DualEncoder encoder, List<String> queries, int together, double seconds) {
        List<Double> millis = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        for (int from = 0; System.nanoTime() < end; from = (from + together) % queries.size()) {
            List<String> batch = queries.subList(from, from + together);
            long start = System.nanoTime();
            encoder.embedTexts(batch);
            millis.add((System.nanoTime() - start) * 1e-6);
        }
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void pictures(DualEncoder encoder, Path directory) throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.sorted().limit(PICTURES).toList();
        }
        embed(encoder, files.subList(0, files.size() / 4));
        List<String> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            embed(encoder, files);
            rounds.add(Checks.format("%.0f", files.size() / ((System.nanoTime() - start) * 1e-9)));
        }
        IO.println("\nPictures a second from files to vectors: " + String.join(", ", rounds) + ".");
    }

    private static void embed(DualEncoder encoder, List<Path> files) throws Exception {
        try (ExecutorService decoders = Executors.newFixedThreadPool(DECODERS)) {
            List<Future<Picture>> next = decode(decoders, files, 0, encoder.preprocessing());
            for (int start = 0; start < files.size(); start += PICTURES_TOGETHER) {
                List<Picture> batch = new ArrayList<>();
                for (Future<Picture> picture : next) {
                    batch.add(picture.get());
                }
                next = decode(decoders, files, start + PICTURES_TOGETHER, encoder.preprocessing());
                encoder.embedPictures(batch);
            }
        }
    }

    private static List<Future<Picture>> decode(
            ExecutorService decoders, List<Path> files, int start, Preprocessing preprocessing) {
        List<Future<Picture>> pictures = new ArrayList<>();
        for (Path file : files.subList(
                Math.min(start, files.size()), Math.min(files.size(), start + PICTURES_TOGETHER))) {
            Callable<Picture> read = () -> read(file, preprocessing);
            pictures.add(decoders.submit(read));
        }
        return pictures;
    }

    private static Picture read(Path file, Preprocessing preprocessing) throws IOException, UnreadablePictureException {
        return preprocessing.read(Files.readAllBytes(file));
    }
}
