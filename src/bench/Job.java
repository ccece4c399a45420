import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A job, followed through whichever replica answers. */
record Job(Replicas replicas, String id) {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final long POLL_MILLIS = 50;
    private static final Set<String> TERMINAL = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    JsonNode view() throws IOException, InterruptedException {
        return replicas.get("/api/jobs/" + id);
    }

    /** The first view of it that has the property, or the one of its end. */
    JsonNode until(Predicate<JsonNode> property) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonNode view = view();
        while (!property.test(view) && !hasEnded(view)) {
            if (System.nanoTime() > end) {
                throw new IOException("Job " + id + " does not get on: " + view);
            }
            Thread.sleep(POLL_MILLIS);
            view = view();
        }
        return view;
    }

    JsonNode end() throws IOException, InterruptedException {
        return until(view -> false);
    }

    static boolean hasEnded(JsonNode view) {
        return TERMINAL.contains(status(view));
    }

    static boolean hasSucceeded(JsonNode view) {
        return status(view).equals("SUCCEEDED");
    }

    /** Its status, with the reason where it failed. */
    static String ending(JsonNode view) {
        JsonNode failure = view.path("failure");
        return failure.isObject()
                ? status(view) + ": " + failure.path("message").asString()
                : status(view);
    }

    private static String status(JsonNode view) {
        return view.path("status").asString();
    }

    /** How far it is, such as {@code embedding, 128 of 900 pictures}. */
    static String progress(JsonNode view) {
        JsonNode progress = view.path("progress");
        return progress.path("phase").asString("") + ", "
                + progress.path("done").asLong() + " of "
                + progress.path("total").asLong() + " " + progress.path("unit").asString("");
    }

    /** Whether a phase has done a quarter of its work and not all. */
    static boolean isAmid(JsonNode view, String phase) {
        JsonNode progress = view.path("progress");
        return progress.path("phase").asString("").equals(phase)
                && progress.path("done").asLong() * 4 >= progress.path("total").asLong()
                && progress.path("done").asLong() < progress.path("total").asLong();
    }
}
