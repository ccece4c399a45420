import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** A replica that is told to end by SIGTERM finishes what it has begun, and its clients go on at the other one. */
final class StopDrill {

    private static final int CLIENTS = 2;
    private static final long CALM_MILLIS = 2000;
    /** As many texts as a call may have. */
    private static final int TEXTS = 16;

    /** What is begun before the signal takes so long, a tenth of what a stopping service grants its requests. */
    private static final double SECONDS = 3;

    private static final int FEWEST_CALLS = 4;
    private static final int MOST_CALLS = 48;
    private static final long GLANCE_MILLIS = 10;

    private final Replicas replicas;
    private final PinnedQueries pinned;

    StopDrill(Replicas replicas, PinnedQueries pinned) {
        this.replicas = replicas;
        this.pinned = pinned;
    }

    void run(Checks checks) throws IOException, InterruptedException {
        checks.part("A replica, stopped under load");
        Replica stopped = replicas.all().getFirst();
        Replica staying = replicas.all().getLast();
        SearchLoad load = new SearchLoad(pinned);
        load.add(CLIENTS, List.of(stopped, staying));
        load.add(CLIENTS, List.of(staying));
        Thread.sleep(CALM_MILLIS);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> calls = calls(stopped, callers, count(stopped));
            while (calls.stream().noneMatch(Future::isDone)) {
                Thread.sleep(GLANCE_MILLIS);
            }
            stopped.terminate();
            long inFlight = calls.stream().filter(call -> !call.isDone()).count();
            checks.check("calls that were in flight at the signal", inFlight > 0, inFlight + " of " + calls.size());
            List<String> broken = broken(calls);
            checks.check(
                    "each of them was answered",
                    broken.isEmpty(),
                    broken.isEmpty()
                            ? calls.size() + " answers"
                            : broken.size() + " were not, such as " + broken.getFirst());
        }
        int status = stopped.awaitExit();
        Thread.sleep(CALM_MILLIS);
        load.end();
        load.tell(checks);
        checks.check(
                "clients that went over to the other replica",
                load.moves() == CLIENTS,
                load.moves() + " of " + CLIENTS);
        checks.check("the replica ended as one that was asked to", status == 143 || status == 0, "status " + status);
        checks.end();
    }

    /** As many as take the wanted time together, going by one. */
    private static int count(Replica replica) throws IOException, InterruptedException {
        long start = System.nanoTime();
        embed(replica, 0);
        double seconds = (System.nanoTime() - start) * 1e-9;
        return (int) Math.clamp(SECONDS / seconds, FEWEST_CALLS, MOST_CALLS);
    }

    private static List<Future<Boolean>> calls(Replica replica, ExecutorService callers, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> callers.submit(() -> embed(replica, number)))
                .toList();
    }

    /** Whether texts that nobody has sent before get a vector each. */
    private static boolean embed(Replica replica, int number) throws IOException, InterruptedException {
        List<String> texts = IntStream.range(0, TEXTS)
                .mapToObj(i -> "a thing of number " + (number * TEXTS + i))
                .toList();
        return replica.api()
                        .post("/api/embeddings", Map.of("texts", texts))
                        .path("embeddings")
                        .size()
                == TEXTS;
    }

    private static List<String> broken(List<Future<Boolean>> calls) throws InterruptedException {
        List<String> broken = new ArrayList<>();
        for (Future<Boolean> call : calls) {
            try {
                if (!call.get()) {
                    broken.add("fewer vectors than texts");
                }
            } catch (ExecutionException failure) {
                broken.add(String.valueOf(failure.getCause()));
            }
        }
        return broken;
    }
}
