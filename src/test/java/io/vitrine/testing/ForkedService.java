package io.vitrine.testing;

import io.vitrine.VitrineApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The service in a real process, told by real environment variables, for what belongs to a process as a whole: its log. */
public final class ForkedService implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("Vitrine is ready on (http://localhost:\\d+)/");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Process process;

    private ForkedService(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().start(this::read);
    }

    /** Starts it on a free port without a model and without the sample catalogue. */
    public static ForkedService start(TestDatabase database, Path data, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                ForkedService.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "SERVER_PORT", "0",
                        "SPRING_DATASOURCE_URL", database.url(),
                        "SPRING_DATASOURCE_USERNAME", database.user(),
                        "SPRING_DATASOURCE_PASSWORD", database.password(),
                        "VITRINE_DATA_DIRECTORY", data.toString(),
                        "VITRINE_CATALOGUE_SAMPLE_ENABLED", "false"));
        builder.environment().putAll(environment);
        return new ForkedService(builder.start());
    }

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(VitrineApplication.class)
                .initializers(ServiceOnly::in)
                .run(arguments);
    }

    /** What it has written to its standard output so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Its address, once it is ready. */
    public Optional<URI> address() {
        return lines.stream()
                .map(ADDRESS::matcher)
                .filter(Matcher::find)
                .map(address -> URI.create(address.group(1)))
                .findFirst();
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(lines::add);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends it as a crash would: without a last word. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.toHandle().destroy(); // unlike the process itself, its handle leaves the output open until it has ended
        process.waitFor();
    }
}
