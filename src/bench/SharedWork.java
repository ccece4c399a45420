import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What several workers do at once for whoever asks the processes that answer. */
final class SharedWork {

    private static final long POLL_MILLIS = 50;
    private static final List<Integer> PRODUCTS = List.of(2300, 400, 400);

    private final Replicas webs;
    private final Replicas workers;
    private final String catalogue;

    SharedWork(Replicas webs, Replicas workers, String catalogue) {
        this.webs = webs;
        this.workers = workers;
        this.catalogue = catalogue;
    }

    String activeModel() throws IOException, InterruptedException {
        return webs.get("/api/models")
                .path("items")
                .valueStream()
                .filter(model -> model.path("active").asBoolean())
                .map(model -> model.path("name").asString())
                .findFirst()
                .orElseThrow();
    }

    /** An import into a catalogue of its own through each process that answers. */
    void importThree(Checks checks, Path directory) throws IOException, InterruptedException {
        checks.part("Three imports at once, one through each process that answers");
        List<Job> imports = new ArrayList<>();
        for (int i = 0; i < webs.all().size(); i++) {
            Path file = directory.resolve("products.ndjson");
            DrillCatalogue.writeTo(file, i + 1, PRODUCTS.get(i));
            String into = i == 0 ? catalogue : catalogue + "-" + (i + 1);
            JsonNode job = webs.all()
                    .get(i)
                    .api()
                    .upload("/api/catalogue-imports?catalogue=" + into, "application/x-ndjson", file);
            imports.add(new Job(webs, job.path("id").asString()));
        }
        checkEnds(checks, "imports", imports);
        for (Job each : imports) {
            JsonNode report = each.view().path("result");
            checks.check(
                    "rows that were written",
                    PRODUCTS.contains(report.path("rows").asInt()) && report.path("skipped").path("total").asInt() == 0,
                    report.path("rows").asString());
        }
        webs.awaitIdle();
        int found = IndexingDrill.found(webs, activeModel()).size();
        checks.check("all products of the largest are found", found == PRODUCTS.getFirst(), found + " found");
        checks.end();
    }

    /** Three trainings, and the name of the first model. */
    String trainThree(Checks checks, String startFrom) throws IOException, InterruptedException {
        checks.part("Three trainings at once");
        List<Job> trainings = new ArrayList<>();
        for (int i = 1; i <= webs.all().size(); i++) {
            Map<String, Object> plan = new TreeMap<>();
            plan.put("name", "fleet-" + i);
            plan.put("catalogue", catalogue + "-2");
            plan.put("startFrom", startFrom);
            plan.put("epochs", 2);
            plan.put("batchSize", 16);
            plan.put("hardNegatives", Map.of("attribute", "articleType", "run", 8));
            plan.put("split", Map.of("validation", 0.3, "test", 0.3, "seed", i));
            trainings.add(webs.order("/api/training-jobs", plan));
        }
        checkEnds(checks, "trainings", trainings);
        webs.awaitIdle();
        checks.end();
        return "fleet-1";
    }

    /** One index by all workers, of which one that helps is killed. */
    void indexTogether(Checks checks, String model) throws IOException, InterruptedException {
        checks.part("One index, filled by all workers, of which one is killed");
        Job job = webs.order("/api/indexing-jobs", Map.of("model", model, "catalogue", catalogue));
        Set<Replica> helpers = new HashSet<>();
        JsonNode view = job.view();
        while ((helpers.size() < workers.all().size() - 1 || !Job.isAmid(view, "embedding")) && !Job.hasEnded(view)) {
            Thread.sleep(POLL_MILLIS);
            for (Replica each : workers.all()) {
                if (each.helps(job.id())) {
                    helpers.add(each);
                }
            }
            view = job.view();
        }
        checks.check("workers that help the one whose job it is", helpers.size() == 2, helpers.size() + " of 2");
        String atDeath = Job.progress(view);
        Replica killed = helpers.iterator().next();
        killed.kill();
        checks.figure(killed + " was killed at", atDeath);
        JsonNode end = job.end();
        checks.check("the job ended well", Job.hasSucceeded(end), Job.ending(end));
        checks.check("it was taken up once", workers.holder(job.id()).attempt(job.id()) == 1, holders(List.of(job)));
        long helped = 0;
        for (Replica each : helpers) {
            helped += each == killed ? 0 : each.helped(job.id());
        }
        checks.check("products that the other helper did", helped > 0, helped + " of " + PRODUCTS.getFirst());
        int found = IndexingDrill.found(webs, model).size();
        checks.check("every product is found with the model", found == PRODUCTS.getFirst(), found + " found");
        killed.start();
        killed.awaitReady();
        checks.end();
    }

    private void checkEnds(Checks checks, String what, List<Job> jobs) throws IOException, InterruptedException {
        List<String> endings = new ArrayList<>();
        for (Job each : jobs) {
            endings.add(Job.ending(each.end()));
        }
        checks.check(
                "the " + what + " ended well", endings.stream().allMatch("SUCCEEDED"::equals), endings.toString());
        int attempts = 0;
        for (Job each : jobs) {
            for (Replica worker : workers.all()) {
                attempts += worker.attempt(each.id()) > 0 ? 1 : 0;
            }
        }
        checks.check("each was taken up by one worker", attempts == jobs.size(), attempts + " for " + jobs.size());
        checks.check("workers that shared them", holdersOf(jobs).size() > 1, holders(jobs));
    }

    private Set<String> holdersOf(List<Job> jobs) throws IOException {
        Set<String> holders = new TreeSet<>();
        for (Job each : jobs) {
            holders.add(workers.holder(each.id()).toString());
        }
        return holders;
    }

    private String holders(List<Job> jobs) throws IOException {
        return String.join(", ", holdersOf(jobs));
    }
}
