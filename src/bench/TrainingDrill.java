import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** A training whose process is killed after its first epoch goes on from there, and learns what an undisturbed one learns. */
final class TrainingDrill {

    private static final int EPOCHS = 3;

    private final Replicas replicas;
    private final String catalogue;
    private final String startFrom;

    TrainingDrill(Replicas replicas, String catalogue, String startFrom) {
        this.replicas = replicas;
        this.catalogue = catalogue;
        this.startFrom = startFrom;
    }

    /**
     * Trains twice, and gives the name of the model whose training was killed.
     *
     * @param model what it is called, if the first try succeeds
     */
    String run(Checks checks, String model) throws IOException, InterruptedException {
        checks.part("A training, killed in its second epoch, and one that was left alone");
        JsonNode undisturbed = train(model + "-undisturbed").end();
        checks.check("the undisturbed training ended well", Job.hasSucceeded(undisturbed), Job.ending(undisturbed));
        Interruption interruption = Interruption.of(
                replicas, number -> train(number == 1 ? model : model + "-" + number), TrainingDrill::isInSecondEpoch);
        interruption.tell(checks);
        checkNothingLost(checks, interruption);
        TrainingCurves curves = new TrainingCurves(undisturbed, interruption.end());
        curves.check(checks);
        checks.end();
        curves.print();
        return interruption.end().path("result").path("model").asString();
    }

    private Job train(String name) throws IOException, InterruptedException {
        Map<String, Object> plan = new TreeMap<>();
        plan.put("name", name);
        plan.put("catalogue", catalogue);
        plan.put("startFrom", startFrom);
        plan.put("epochs", EPOCHS);
        plan.put("batchSize", 16);
        plan.put("hardNegatives", Map.of("attribute", "articleType", "run", 8));
        plan.put("weightAverage", 0.9);
        plan.put("split", Map.of("validation", 0.4, "test", 0.4, "seed", 1));
        return replicas.order("/api/training-jobs", plan);
    }

    /** From the second step of the second epoch on, and in none but that. */
    private static boolean isInSecondEpoch(JsonNode view) {
        JsonNode progress = view.path("progress");
        return progress.path("phase").asString("").equals("epoch 2 of " + EPOCHS)
                && view.path("details").path("epochs").size() == 1
                && progress.path("done").asInt() >= progress.path("total").asInt() / EPOCHS + 2;
    }

    /** An epoch that was learned again would have taken another time. */
    private void checkNothingLost(Checks checks, Interruption interruption) throws IOException, InterruptedException {
        JsonNode end = interruption.end();
        JsonNode before = interruption.atDeath().path("details").path("epochs");
        JsonNode result = end.path("result").path("epochs");
        long again = IntStream.range(0, before.size())
                .filter(epoch -> !before.get(epoch).equals(result.path(epoch)))
                .count();
        checks.check(
                "finished epochs that were learned again",
                !before.isEmpty() && again == 0,
                again + " of " + before.size());
        JsonNode card = replicas.get(
                        "/api/models/" + end.path("result").path("model").asString())
                .path("card")
                .path("epochs");
        JsonNode curve = end.path("details").path("epochs");
        checks.check(
                "the result, the model's card and the job's curve have the same epochs, all of the plan's",
                result.size() == EPOCHS && result.equals(card) && result.equals(curve),
                result.size() + ", " + card.size() + ", " + curve.size());
    }
}
