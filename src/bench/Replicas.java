import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Two replicas of the service that share a database and a directory of files; both end with this process, however it ends. */
final class Replicas implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 100;
    /** Changes of a catalogue are gathered for a second before they are indexed. */
    private static final int QUIET_SECONDS = 3;

    private final Replica first;
    private final Replica second;

    private Replicas(Replica first, Replica second) {
        this.first = first;
        this.second = second;
    }

    /** Starts both at once, and waits until both are ready. */
    static Replicas start(Path directory, String catalogue) throws IOException, InterruptedException {
        Replicas replicas =
                new Replicas(new Replica("A", directory, catalogue), new Replica("B", directory, catalogue));
        Runtime.getRuntime().addShutdownHook(new Thread(replicas::close));
        for (Replica each : replicas.all()) {
            each.start();
        }
        replicas.awaitReady();
        return replicas;
    }

    /** Something to be had from either of them. */
    interface Question<T> {
        T ask(Api api) throws IOException, InterruptedException;
    }

    List<Replica> all() {
        return List.of(first, second);
    }

    Replica other(Replica replica) {
        return replica == first ? second : first;
    }

    void awaitReady() throws IOException, InterruptedException {
        for (Replica each : all()) {
            each.awaitReady();
        }
    }

    /** The one that took the job up last. */
    Replica holder(String job) throws IOException {
        return first.attempt(job) >= second.attempt(job) ? first : second;
    }

    /** Asks the first that answers; a question may be asked twice, and so must change nothing. */
    <T> T ask(Question<T> question) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            for (Replica each : all().stream().filter(Replica::isUp).toList()) {
                try {
                    return question.ask(each.api());
                } catch (Api.Refused refused) {
                    throw refused;
                } catch (IOException unreachable) {
                    if (System.nanoTime() > end) {
                        throw unreachable;
                    }
                }
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Waits until no job runs or waits, nor follows from what has just happened. */
    void awaitIdle() throws IOException, InterruptedException {
        for (int quiet = 0; quiet < QUIET_SECONDS; quiet++) {
            Thread.sleep(1000);
            for (String status : List.of("QUEUED", "RUNNING")) {
                for (JsonNode busy : get("/api/jobs?status=" + status).path("items")) {
                    new Job(this, busy.path("id").asString()).end();
                    quiet = 0;
                }
            }
        }
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return ask(api -> api.get(path));
    }

    /** Hands an order to one replica, and gives the job that it became. */
    Job order(Question<JsonNode> order) throws IOException, InterruptedException {
        Replica taker = all().stream().filter(Replica::isUp).findFirst().orElseThrow();
        return new Job(this, order.ask(taker.api()).path("id").asString());
    }

    Job order(String path, Object body) throws IOException, InterruptedException {
        return order(api -> api.post(path, body));
    }

    @Override
    public void close() {
        all().forEach(Replica::close);
    }
}
