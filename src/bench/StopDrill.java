import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** A replica that is told to end by SIGTERM finishes what it has begun, and its clients go on at the other one. */
final class StopDrill {

    private static final int CLIENTS = 2;
    private static final long CALM_MILLIS = 2000;
    /** Calls of as many texts as are allowed: so many that some are still waiting when the first is answered and the signal comes. */
    private static final int CALLS = 48;

    private static final int TEXTS = 16;
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
            List<Future<Boolean>> calls = calls(stopped, callers);
            while (calls.stream().noneMatch(Future::isDone)) {
                Thread.sleep(GLANCE_MILLIS);
            }
            stopped.terminate();
            long inFlight = calls.stream().filter(call -> !call.isDone()).count();
            checks.check("calls that were in flight at the signal", inFlight > 0, inFlight + " of " + CALLS);
            List<String> broken = broken(calls);
            checks.check(
                    "each of them was answered",
                    broken.isEmpty(),
                    broken.isEmpty() ? CALLS + " answers" : broken.size() + " were not, such as " + broken.getFirst());
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

    private static List<Future<Boolean>> calls(Replica replica, ExecutorService callers) {
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            int number = call;
            List<String> texts = IntStream.range(0, TEXTS)
                    .mapToObj(i -> "a thing of number " + (number * TEXTS + i))
                    .toList();
            calls.add(() -> replica.api()
                            .post("/api/embeddings", Map.of("texts", texts))
                            .path("embeddings")
                            .size()
                    == TEXTS);
        }
        return calls.stream().map(callers::submit).toList();
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
