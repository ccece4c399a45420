import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One process of the service, with a port and a log of its own; what else it needs is in the environment. */
final class Replica implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final long POLL_MILLIS = 50;
    private static final List<String> COMMAND = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseCompactObjectHeaders",
            "-cp",
            System.getProperty("java.class.path"),
            "io.vitrine.VitrineApplication");

    private final String name;
    private final Path log;
    private final int port;
    private final Api api;
    private final List<String> command;
    private final Map<String, String> environment;
    private volatile boolean ending;
    private Process process;

    /** @param catalogue that its searches are about */
    Replica(String name, Path directory, String catalogue) throws IOException {
        this(name, directory, catalogue, COMMAND, Map.of());
    }

    /** @param environment what it finds there beside what this process does */
    Replica(String name, Path directory, String catalogue, Map<String, String> environment) throws IOException {
        this(name, directory, catalogue, COMMAND, environment);
    }

    /** @param command that starts it, itself or as a child */
    Replica(String name, Path directory, String catalogue, List<String> command, Map<String, String> environment)
            throws IOException {
        this.command = command;
        this.environment = environment;
        this.name = name;
        this.log = directory.resolve("replica-" + name.toLowerCase() + ".log");
        this.port = freePort();
        this.api = new Api("http://127.0.0.1:" + port, catalogue);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    Api api() {
        return api;
    }

    int port() {
        return port;
    }

    synchronized void start() throws IOException {
        Checks.say("Replica " + name + " starts on port " + port);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        process = builder.start();
        ending = false;
    }

    void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("Replica " + name + " does not get ready, see " + log);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return api.get("/actuator/health/readiness")
                    .path("status")
                    .asString()
                    .equals("UP");
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The JVM of the service. */
    ProcessHandle service() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(each -> each.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow();
    }

    /** Whether it runs and has not been told to end. */
    boolean isUp() {
        return process.isAlive() && !ending;
    }

    /** Its newest attempt at a job, counted over all replicas from 1; 0 when it had none. */
    int attempt(String job) throws IOException {
        Pattern starts = Pattern.compile("Job " + job + " \\([a-z-]+\\) starts, attempt (\\d+)");
        return starts.matcher(Files.readString(log))
                .results()
                .map(MatchResult::group)
                .mapToInt(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)))
                .max()
                .orElse(0);
    }

    /** Whether it has begun to help another that indexes. */
    boolean helps(String job) throws IOException {
        return Files.readString(log).contains("Helping job " + job);
    }

    /** For how many products it made vectors for another's job, as far as it has told. */
    long helped(String job) throws IOException {
        Matcher told = Pattern.compile("Helped job " + job + ": (\\d+) products").matcher(Files.readString(log));
        return told.results().mapToLong(result -> Long.parseLong(result.group(1))).sum();
    }

    /** How long its process took until it was ready, as it says itself. */
    double secondsToStart() throws IOException {
        Matcher told = Pattern.compile("it took (\\d+\\.\\d+) s to start").matcher(Files.readString(log));
        if (!told.find()) {
            throw new IOException("Replica " + name + " does not say how long it took, see " + log);
        }
        return Double.parseDouble(told.group(1));
    }

    /** SIGKILL, which leaves it no time for anything. */
    void kill() throws InterruptedException {
        ending = true;
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, after which it ends in its own time. */
    void terminate() {
        ending = true;
        process.destroy();
    }

    /** Its exit status. */
    int awaitExit() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("Replica " + name + " does not end, see " + log);
        }
        return process.exitValue();
    }

    @Override
    public synchronized void close() {
        if (process != null) {
            ending = true;
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
