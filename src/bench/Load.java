import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import tools.jackson.databind.json.JsonMapper;

/** Clients of one server, each of which asks again as soon as it has been answered. */
final class Load {

    static final int LIMIT = 10;
    private static final int OK = 200;
    private static final int BUSY = 429;
    private static final JsonMapper JSON = new JsonMapper();
    private static final OperatingSystemMXBean MACHINE = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final URI server;
    private final String catalogue;
    private final Supplier<String> queries;

    Load(URI server, String catalogue, Supplier<String> queries) {
        this.server = server;
        this.catalogue = catalogue;
        this.queries = queries;
    }

    /**
     * What clients saw.
     *
     * @param millis of the searches that were answered, in ascending order
     * @param refused searches that the server was too busy for
     * @param ownSeconds processor time of the clients themselves
     */
    record Seen(double[] millis, int refused, double seconds, double ownSeconds) {

        static Seen of(List<Seen> parts) {
            return new Seen(
                    parts.stream().map(Seen::millis).flatMapToDouble(Arrays::stream).sorted().toArray(),
                    parts.stream().mapToInt(Seen::refused).sum(),
                    parts.stream().mapToDouble(Seen::seconds).sum(),
                    parts.stream().mapToDouble(Seen::ownSeconds).sum());
        }

        double perSecond() {
            return millis.length / seconds;
        }

        double percentile(double share) {
            return millis[(int) Math.min(millis.length - 1, Math.floor(share * millis.length))];
        }

        /** The part of the whole machine's time that the clients took. */
        double ownShare() {
            return ownSeconds / seconds / MACHINE.getAvailableProcessors();
        }
    }

    /** What a request asks: the pictures nearest to a query. */
    static byte[] body(String catalogue, String query) {
        return JSON.writeValueAsBytes(
                Map.of("query", query, "catalogue", catalogue, "mode", "vector", "limit", LIMIT));
    }

    /** Lets so many clients ask for so long. */
    Seen of(int clients, double seconds) throws Exception {
        long processor = MACHINE.getProcessCpuTime();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        List<Callable<Seen>> work = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            work.add(() -> ask(end));
        }
        List<Seen> parts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (Future<Seen> part : threads.invokeAll(work)) {
                parts.add(part.get());
            }
        }
        Seen all = Seen.of(parts);
        double took = (System.nanoTime() - start) * 1e-9;
        return new Seen(all.millis(), all.refused(), took, (MACHINE.getProcessCpuTime() - processor) * 1e-9);
    }

    private Seen ask(long end) throws IOException {
        DoubleStream.Builder millis = DoubleStream.builder();
        int refused = 0;
        try (KeptConnection connection = new KeptConnection(server)) {
            while (System.nanoTime() < end) {
                byte[] body = body(catalogue, queries.get());
                long start = System.nanoTime();
                KeptConnection.Reply reply = connection.post("/api/search", body);
                if (reply.status() == OK) {
                    millis.add((System.nanoTime() - start) * 1e-6);
                } else if (reply.status() == BUSY) {
                    refused++;
                } else {
                    throw new IOException(server + " answered " + reply.status() + ": " + new String(reply.body()));
                }
            }
        }
        return new Seen(millis.build().toArray(), refused, 0, 0);
    }
}
