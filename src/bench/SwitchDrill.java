import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Another model is made to answer while clients search both replicas, and nobody is told nonsense. */
final class SwitchDrill {

    private static final int CLIENTS = 4;
    private static final long CALM_MILLIS = 3000;
    private static final long GLANCE_MILLIS = 200;
    /** Every replica has the model open when it is told to turn to it, which each learns within a second. */
    private static final int TOGETHER_SECONDS = 5;

    private static final int FOLLOWING_SECONDS = 15;

    /** What the model is worth does not matter here. */
    private static final Map<String, Object> FORCED = Map.of("force", true);

    private final Replicas replicas;
    private final PinnedQueries pinned;

    SwitchDrill(Replicas replicas, PinnedQueries pinned) {
        this.replicas = replicas;
        this.pinned = pinned;
    }

    void run(Checks checks, String title, String from, String to) throws IOException, InterruptedException {
        checks.part(title);
        SearchLoad load = new SearchLoad(pinned);
        load.add(CLIENTS, replicas.all());
        Thread.sleep(CALM_MILLIS);
        JsonNode end =
                replicas.order("/api/models/" + to + "/activation", FORCED).end();
        long ended = System.nanoTime();
        while (!hasFollowed(load, to) && System.nanoTime() - ended < FOLLOWING_SECONDS * 1e9) {
            Thread.sleep(GLANCE_MILLIS);
        }
        Thread.sleep(CALM_MILLIS);
        load.end();
        checks.check("the activation ended well", Job.hasSucceeded(end), Job.ending(end));
        load.tell(checks);
        tellModels(checks, load, from, to);
        tellTimes(checks, load, from, to, ended);
        checks.end();
    }

    /** Whether each client has heard the model from each replica last. */
    private boolean hasFollowed(SearchLoad load, String to) {
        return load.told().stream()
                .allMatch(told -> replicas.all().stream()
                        .allMatch(replica -> told.reversed().stream()
                                .filter(each -> each.replica() == replica)
                                .limit(1)
                                .anyMatch(each -> each.answer().model().equals(to))));
    }

    private void tellModels(Checks checks, SearchLoad load, String from, String to) {
        Set<String> models =
                load.all().map(told -> told.answer().model()).collect(Collectors.toCollection(TreeSet::new));
        checks.check("models that answered", models.equals(Set.of(from, to)), models.toString());
        long back = 0;
        long across = 0;
        for (List<SearchLoad.Told> told : load.told()) {
            back += replicas.all().stream()
                    .mapToLong(replica -> goneBack(told.stream().filter(each -> each.replica() == replica), to))
                    .sum();
            across += goneBack(told.stream(), to);
        }
        checks.check(
                "answers of the former model that a client had after one of the new model by the same replica",
                back == 0,
                Long.toString(back));
        checks.figure("such answers after one of the new model by either replica", Long.toString(across));
    }

    private static long goneBack(Stream<SearchLoad.Told> told, String to) {
        return told.map(each -> each.answer().model())
                .dropWhile(model -> !model.equals(to))
                .filter(model -> !model.equals(to))
                .count();
    }

    private static void tellTimes(Checks checks, SearchLoad load, String from, String to, long ended) {
        long last = load.all()
                .filter(told -> told.answer().model().equals(from))
                .mapToLong(SearchLoad.Told::end)
                .max()
                .orElse(ended);
        long first = load.all()
                .filter(told -> told.answer().model().equals(to))
                .mapToLong(SearchLoad.Told::end)
                .min()
                .orElse(Long.MAX_VALUE);
        checks.check(
                "time in which both models answered, at most " + TOGETHER_SECONDS + " s",
                first != Long.MAX_VALUE && (last - first) * 1e-9 <= TOGETHER_SECONDS,
                first > last ? "none" : Checks.format("%.2f s", (last - first) * 1e-9));
        checks.check(
                "last answer of the former model after the job's end, at most " + FOLLOWING_SECONDS + " s",
                first != Long.MAX_VALUE && (last - ended) * 1e-9 <= FOLLOWING_SECONDS,
                last <= ended ? "none" : Checks.format("%.2f s", (last - ended) * 1e-9));
    }
}
