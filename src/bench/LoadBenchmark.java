import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many searches a second the service answers and how long each takes, by the number of clients, beside peers that answer the same
 * requests. All are asked in turn, twice, on the same machine, which the clients share.
 */
final class LoadBenchmark {

    private static final int[] CLIENTS = {1, 4, 16, 64};
    private static final int ROUNDS = 2;
    private static final double WARM_UP_SECONDS = 20;
    private static final int WARM_UP_CLIENTS = 16;
    /** While the others had their turns, a server had nothing to do. */
    private static final double TURN_WARM_UP_SECONDS = 2;
    private static final int REMEMBERED = 200;

    private final Api service;
    private final String catalogue;
    private final double seconds;
    private final LoadQueries queries;
    private final List<Asked> all = new ArrayList<>();

    /** One server and what was seen of it, by number of clients. */
    private record Asked(String name, URI server, Map<Integer, List<Load.Seen>> seen, Map<Integer, StageTimes> stages) {

        Asked(String name, String server) {
            this(name, URI.create(server), new TreeMap<>(), new TreeMap<>());
        }

        Load.Seen whole(int clients) {
            return Load.Seen.of(seen.get(clients));
        }
    }

    private LoadBenchmark(String service, String catalogue, List<String> peers, double seconds) throws Exception {
        this.service = new Api(service, catalogue);
        this.catalogue = catalogue;
        this.seconds = seconds;
        queries = new LoadQueries(this.service.products(), new Random().nextLong());
        all.add(new Asked("the service", service));
        for (int i = 0; i < peers.size(); i++) {
            all.add(new Asked("peer " + (i + 1), peers.get(i)));
        }
    }

    /** Arguments: the service, the catalogue, how many seconds each load lasts, and the peers. */
    static void main(String[] arguments) throws Exception {
        List<String> peers = Arrays.asList(arguments).subList(3, arguments.length);
        new LoadBenchmark(arguments[0], arguments[1], peers, Double.parseDouble(arguments[2])).run();
    }

    private void run() throws Exception {
        for (Asked each : all) {
            load(each).of(WARM_UP_CLIENTS, WARM_UP_SECONDS);
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int clients : CLIENTS) {
                for (Asked each : all) {
                    measure(each, clients);
                }
            }
        }
        tell();
    }

    private Load load(Asked asked) {
        return new Load(asked.server(), catalogue, queries::next);
    }

    private void measure(Asked asked, int clients) throws Exception {
        Checks.say(asked.name() + ", " + clients + " clients");
        load(asked).of(clients, TURN_WARM_UP_SECONDS);
        StageTimes before = StageTimes.of(service);
        Load.Seen seen = load(asked).of(clients, seconds);
        asked.seen().computeIfAbsent(clients, first -> new ArrayList<>()).add(seen);
        asked.stages().merge(clients, StageTimes.of(service).since(before), StageTimes::plus);
    }

    private void tell() throws Exception {
        IO.println(Checks.format(
                "Exact search by vector, the best %d, %d rounds of %.0f s each, the servers in turn. Each query is asked once, of %,d"
                        + " that there are. The clients, in one process, share the cores; what they take is in the last column, a part"
                        + " of the whole machine's time. Stages are means by the service's meters.\n",
                Load.LIMIT, ROUNDS, seconds, queries.combinations()));
        IO.println("| clients | asked | searches/s | by round | p50 ms | p95 ms | p99 ms | refused | embed ms | database ms | whole ms | clients |");
        IO.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (int clients : CLIENTS) {
            all.forEach(each -> IO.println(row(each, clients)));
        }
        tellRemembered();
        if (all.size() > 1) {
            tellRatios();
            new SameAnswers(all.getFirst().server(), catalogue, queries).tell(all.stream().skip(1).map(Asked::server).toList());
        }
    }

    private String row(Asked asked, int clients) {
        Load.Seen whole = asked.whole(clients);
        StageTimes stages = asked.stages().get(clients);
        String own = asked != all.getFirst()
                ? " | | "
                : Checks.format(
                        "%.1f | %.1f | %.1f", stages.millis("embed"), stages.millis("database"), stages.millis("total"));
        List<String> rounds = asked.seen().get(clients).stream()
                .map(round -> Checks.format("%.0f", round.perSecond()))
                .toList();
        return "| " + clients + " | " + asked.name() + " | " + Checks.format("%.0f", whole.perSecond()) + " | "
                + String.join(", ", rounds) + " | " + percentiles(whole) + " | " + whole.refused() + " | " + own + " | "
                + Checks.format("%.0f %%", 100 * whole.ownShare()) + " |";
    }

    private static String percentiles(Load.Seen seen) {
        return Checks.format(
                "%.1f | %.1f | %.1f", seen.percentile(0.5), seen.percentile(0.95), seen.percentile(0.99));
    }

    private void tellRemembered() throws Exception {
        List<String> known = new ArrayList<>();
        for (int i = 0; i < REMEMBERED; i++) {
            known.add(queries.next());
        }
        AtomicInteger next = new AtomicInteger();
        Load again = new Load(all.getFirst().server(), catalogue, () -> known.get(next.getAndIncrement() % REMEMBERED));
        again.of(1, WARM_UP_SECONDS);
        Load.Seen seen = again.of(1, seconds);
        IO.println("\nOne client that asks " + REMEMBERED + " queries again and again, which the service remembers the vectors of:\n");
        IO.println("| searches/s | p50 ms | p95 ms | p99 ms |\n| --- | --- | --- | --- |");
        IO.println(Checks.format("| %.0f | %s |", seen.perSecond(), percentiles(seen)));
    }

    private void tellRatios() {
        IO.println("\nThe service beside the peer that was better at it:\n");
        IO.println("| clients | searches/s, times the peer's | p50, part of the peer's | p99, part of the peer's |\n| --- | --- | --- | --- |");
        for (int clients : CLIENTS) {
            List<Load.Seen> seen = all.stream().map(each -> each.whole(clients)).toList();
            Load.Seen own = seen.getFirst();
            List<Load.Seen> peers = seen.subList(1, seen.size());
            double most = peers.stream().mapToDouble(Load.Seen::perSecond).max().orElseThrow();
            IO.println(Checks.format(
                    "| %d | %.2f | %.2f | %.2f |",
                    clients, own.perSecond() / most, part(own, peers, 0.5), part(own, peers, 0.99)));
        }
    }

    private static double part(Load.Seen own, List<Load.Seen> peers, double share) {
        return own.percentile(share)
                / peers.stream().mapToDouble(peer -> peer.percentile(share)).min().orElseThrow();
    }
}
