import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Replicas of the service that share a database and a directory of files; all end with this process, however it ends. */
final class Replicas implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 100;
    /** Changes of a catalogue are gathered for a second before they are indexed. */
    private static final int QUIET_SECONDS = 3;

    private final List<Replica> replicas;

    private Replicas(List<Replica> replicas) {
        this.replicas = replicas;
    }

    /** Starts two at once, and waits until both are ready. */
    static Replicas start(Path directory, String catalogue) throws IOException, InterruptedException {
        Replicas replicas =
                begin(List.of(new Replica("A", directory, catalogue), new Replica("B", directory, catalogue)));
        replicas.awaitReady();
        return replicas;
    }

    /** Starts these at once, and does not wait. */
    static Replicas begin(List<Replica> all) throws IOException {
        Replicas replicas = new Replicas(List.copyOf(all));
        Runtime.getRuntime().addShutdownHook(new Thread(replicas::close));
        for (Replica each : all) {
            each.start();
        }
        return replicas;
    }

    /** Something to be had from either of them. */
    interface Question<T> {
        T ask(Api api) throws IOException, InterruptedException;
    }

    List<Replica> all() {
        return replicas;
    }

    Replica other(Replica replica) {
        return replicas.stream().filter(each -> each != replica).findFirst().orElseThrow();
    }

    void awaitReady() throws IOException, InterruptedException {
        for (Replica each : all()) {
            each.awaitReady();
        }
    }

    /** The one that took the job up last. */
    Replica holder(String job) throws IOException {
        Replica holder = replicas.getFirst();
        for (Replica each : replicas) {
            holder = each.attempt(job) > holder.attempt(job) ? each : holder;
        }
        return holder;
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
