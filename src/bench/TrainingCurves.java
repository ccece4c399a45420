import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** What two trainings of one plan showed, the one left alone and the other killed, as their jobs tell it at the end. */
record TrainingCurves(JsonNode undisturbed, JsonNode killed) {

    /** Far less than an epoch changes, and more than sums of floats in another order do. */
    private static final double TOLERANCE = 1e-5;

    private static final List<String> VALIDATION = List.of("recallAt1", "recallAt10", "mrrAt10");

    void check(Checks checks) {
        Map<Integer, Double> one = losses(undisturbed);
        Map<Integer, Double> other = losses(killed);
        checks.check(
                "both curves show the same steps",
                !one.isEmpty() && one.keySet().equals(other.keySet()),
                one.size() + " and " + other.size());
        double apart = one.entrySet().stream()
                .mapToDouble(step -> Math.abs(step.getValue() / other.getOrDefault(step.getKey(), Double.NaN) - 1))
                .max()
                .orElse(Double.NaN);
        checks.check(
                "largest relative difference of a step's loss, at most " + TOLERANCE, apart <= TOLERANCE, seen(apart));
        double query =
                1.0 / epoch(undisturbed, 0).path("validation").path("queries").asInt();
        for (String figure : VALIDATION) {
            double most = IntStream.range(0, epochs())
                    .mapToDouble(epoch ->
                            Math.abs(validation(undisturbed, epoch, figure) - validation(killed, epoch, figure)))
                    .max()
                    .orElse(Double.NaN);
            checks.check(
                    "largest difference of " + figure + " in validation, at most one query's",
                    most <= query,
                    seen(most));
        }
    }

    private static String seen(double difference) {
        return difference == 0 ? "none, to the last bit" : Checks.format("%.1e", difference);
    }

    /** Both side by side, with what the tolerance is for. */
    void print() {
        IO.println("| epoch | loss: undisturbed | killed | validation recall@10: undisturbed | killed"
                + " | MRR@10: undisturbed | killed |");
        IO.println("| --- | --- | --- | --- | --- | --- | --- |");
        for (int epoch = 0; epoch < epochs(); epoch++) {
            IO.println(Checks.format(
                    "| %d | %.9f | %.9f | %.6f | %.6f | %.6f | %.6f |",
                    epoch + 1,
                    epoch(undisturbed, epoch).path("meanLoss").asDouble(),
                    epoch(killed, epoch).path("meanLoss").asDouble(),
                    validation(undisturbed, epoch, "recallAt10"),
                    validation(killed, epoch, "recallAt10"),
                    validation(undisturbed, epoch, "mrrAt10"),
                    validation(killed, epoch, "mrrAt10")));
        }
        IO.println("\n"
                + "The engine has as many threads as the machine has cores. One thread repeats its sums to the"
                + " last bit; several may divide them differently from run to run, which the tolerances allow for,"
                + " and no more.\n");
    }

    /** The losses by step. */
    private static Map<Integer, Double> losses(JsonNode job) {
        Map<Integer, Double> losses = new LinkedHashMap<>();
        job.path("details")
                .path("loss")
                .forEach(point -> losses.put(
                        point.path("step").asInt(), point.path("loss").asDouble()));
        return losses;
    }

    private int epochs() {
        return undisturbed.path("result").path("epochs").size();
    }

    private static JsonNode epoch(JsonNode job, int epoch) {
        return job.path("result").path("epochs").path(epoch);
    }

    private static double validation(JsonNode job, int epoch, String figure) {
        return epoch(job, epoch).path("validation").path(figure).asDouble();
    }
}
