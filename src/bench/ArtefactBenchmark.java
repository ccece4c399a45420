import io.vitrine.VitrineApplication;
import io.vitrine.artefacts.ArtefactStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What it costs to keep artefacts in the database instead of a directory: the two in turn, with content that neither has seen. */
final class ArtefactBenchmark {

    private static final String DATABASE = "vitrine_bench_artefacts";
    private static final List<Load> LOADS = List.of(new Load("pictures", 2000, 10_000), new Load("weights", 4, 100_000_000));
    private static final int ROUNDS = 3;
    private static final Random RANDOM = new Random(1);

    private record Load(String name, int count, int bytes) {}

    /** The last argument is the address of any database on the server that is measured, as JDBC names it. */
    void main(String[] arguments) throws Exception {
        String url = arguments[arguments.length - 1];
        Path files = Files.createTempDirectory("vitrine-bench-");
        try (Connection server = DriverManager.getConnection(url)) {
            server.createStatement().execute("create database " + DATABASE);
            try {
                measure(url.replaceFirst("(jdbc:postgresql://[^/]+/)[^?]*", "$1" + DATABASE), files);
            } finally {
                server.createStatement().execute("drop database " + DATABASE);
                delete(files);
            }
        }
    }

    private static void measure(String url, Path files) throws IOException {
        try (ConfigurableApplicationContext directory = start("directory", url, files);
                ConfigurableApplicationContext database = start("database", url, files)) {
            IO.println("| artefacts | kept in | put MB/s | first read MB/s | read again MB/s |");
            IO.println("| --- | --- | --- | --- | --- |");
            for (Load load : LOADS) {
                for (int round = 0; round < ROUNDS; round++) {
                    IO.println(row(load, "directory", directory, files));
                    IO.println(row(load, "database", database, files));
                }
            }
        }
    }

    private static ConfigurableApplicationContext start(String store, String url, Path files) {
        // The launcher of source files has a loader of its own, which cannot see what is private to packages of the service.
        Thread.currentThread().setContextClassLoader(VitrineApplication.class.getClassLoader());
        return new SpringApplicationBuilder(VitrineApplication.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--logging.level.root=warn",
                        "--spring.main.banner-mode=off",
                        "--spring.datasource.url=" + url,
                        "--vitrine.roles=worker",
                        "--vitrine.models.bundled=",
                        "--vitrine.catalogue.sample.enabled=false",
                        "--vitrine.data-directory=" + files.resolve(store),
                        "--vitrine.artefacts.store=" + store);
    }

    private static String row(Load load, String store, ConfigurableApplicationContext service, Path files)
            throws IOException {
        ArtefactStore artefacts = service.getBean(ArtefactStore.class);
        List<String> hashes = new ArrayList<>();
        double put = 0;
        for (int i = 0; i < load.count(); i++) {
            byte[] content = new byte[load.bytes()];
            RANDOM.nextBytes(content);
            long start = System.nanoTime();
            hashes.add(artefacts.put(content));
            put += (System.nanoTime() - start) * 1e-9;
        }
        if (store.equals("database")) { // as a replica that has not seen them
            delete(files.resolve("database/artefacts"));
        }
        double first = read(artefacts, hashes);
        double again = read(artefacts, hashes);
        double megabytes = load.count() * (double) load.bytes() / 1e6;
        return String.format(
                Locale.ROOT,
                "| %d %s of %s kB | %s | %.1f | %.1f | %.1f |",
                load.count(),
                load.name(),
                load.bytes() / 1000,
                store,
                megabytes / put,
                megabytes / first,
                megabytes / again);
    }

    private static double read(ArtefactStore artefacts, List<String> hashes) throws IOException {
        long start = System.nanoTime();
        for (String hash : hashes) {
            Files.copy(artefacts.path(hash), OutputStream.nullOutputStream());
        }
        return (System.nanoTime() - start) * 1e-9;
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> found = Files.walk(tree)) {
            for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
