import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether three processes that answer and three that work share one database: jobs spread over the workers, an index is filled by all of
 * them though one is killed, and all that answer turn to a new model together. How they find their database is in the environment.
 */
final class Fleet {

    private static final String CATALOGUE = "fleet";
    private static final int MEMBERS = 3;
    private static final int PINNED = 12;

    /** Argument: a directory for logs and files. */
    void main(String[] arguments) {
        Checks checks = new Checks();
        Path directory = Path.of(arguments[0]);
        try (Replicas workers = Replicas.begin(members("worker", directory));
                Replicas webs = Replicas.begin(members("web", directory))) {
            start(checks, webs, workers);
            run(checks, webs, workers, directory);
        } catch (Exception broken) {
            broken.printStackTrace();
            checks.check("the run came to its end", false, broken.toString());
            checks.end();
        }
        System.exit(checks.passed() ? 0 : 1);
    }

    private static List<Replica> members(String role, Path directory) throws IOException {
        List<Replica> members = new ArrayList<>();
        for (int i = 1; i <= MEMBERS; i++) {
            members.add(new Replica(role + "-" + i, directory, CATALOGUE, Map.of("VITRINE_ROLES", role)));
        }
        return members;
    }

    private static void start(Checks checks, Replicas webs, Replicas workers)
            throws IOException, InterruptedException {
        checks.part("Six processes started at once on an empty database");
        webs.awaitReady();
        workers.awaitReady();
        for (Replicas group : List.of(webs, workers)) {
            for (Replica each : group.all()) {
                checks.figure(each + ", ready after", Checks.format("%.1f s", each.secondsToStart()));
            }
        }
        checks.end();
    }

    private static void run(Checks checks, Replicas webs, Replicas workers, Path directory) throws Exception {
        SharedWork work = new SharedWork(webs, workers, CATALOGUE);
        String former = work.activeModel();
        work.importThree(checks, directory);
        String model = work.trainThree(checks, former);
        work.indexTogether(checks, model);
        PinnedQueries pinned = PinnedQueries.of(webs.ask(Api::products), PINNED);
        Replica first = webs.all().getFirst();
        pinned.learn(former, first, webs.other(first));
        pinned.learn(model, first, webs.other(first));
        new SwitchDrill(webs, pinned).run(checks, "The new model is activated under load", former, model);
    }
}
