import java.nio.file.Path;

/**
 * Whether the service can be left alone at night: two replicas are killed, restarted, switched and stopped while they work, and what
 * they leave is looked at over HTTP. How they find their database is in the environment.
 */
final class Drill {

    private static final String CATALOGUE = "drill";
    private static final String MODEL = "drill";
    private static final int PINNED = 12;

    /** Arguments: a directory for logs and files, and optionally one with a data set that the service may import. */
    void main(String[] arguments) {
        Checks checks = new Checks();
        Path directory = Path.of(arguments[0]);
        try (Replicas replicas = Replicas.start(directory, CATALOGUE)) {
            run(checks, replicas, directory, arguments.length > 1 ? arguments[1] : "");
        } catch (Exception broken) {
            broken.printStackTrace();
            checks.check("the drill came to its end", false, broken.toString());
            checks.end();
        }
        System.exit(checks.passed() ? 0 : 1);
    }

    private static void run(Checks checks, Replicas replicas, Path directory, String location) throws Exception {
        String former = activeModel(replicas);
        new ImportDrill(replicas, CATALOGUE, directory).run(checks, location, former);
        String model = new TrainingDrill(replicas, CATALOGUE, former).run(checks, MODEL);
        IndexingDrill indexing = new IndexingDrill(replicas, CATALOGUE, model);
        indexing.run(checks);
        indexing.evaluate(checks);
        PinnedQueries pinned = pinned(checks, replicas, former, model);
        SwitchDrill switching = new SwitchDrill(replicas, pinned);
        switching.run(checks, "The new model is activated under load", former, model);
        switching.run(checks, "The former model is activated again under load", model, former);
        new StopDrill(replicas, pinned).run(checks);
    }

    private static String activeModel(Replicas replicas) throws Exception {
        return replicas.get("/api/models")
                .path("items")
                .valueStream()
                .filter(model -> model.path("active").asBoolean())
                .map(model -> model.path("name").asString())
                .findFirst()
                .orElseThrow();
    }

    private static PinnedQueries pinned(Checks checks, Replicas replicas, String former, String model)
            throws Exception {
        checks.part("Pinned queries, at rest");
        PinnedQueries pinned = PinnedQueries.of(replicas.ask(Api::products), PINNED);
        int queries = pinned.queries().size();
        Replica first = replicas.all().getFirst();
        for (String each : new String[] {former, model}) {
            int different = pinned.learn(each, first, replicas.other(first));
            checks.check(
                    "queries that both replicas answer alike with " + each,
                    different == 0,
                    (queries - different) + " of " + queries);
        }
        long differing = pinned.differing(former, model);
        checks.check("queries that the two models answer differently", differing > 0, differing + " of " + queries);
        checks.end();
        return pinned;
    }
}
