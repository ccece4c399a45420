import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * A job whose process was killed by SIGKILL while it was in the middle of it, and how the job ended.
 *
 * @param atDeath the job as its dead process had left it
 * @param takeOver seconds from the death until the other replica went on with the job
 */
record Interruption(Job job, JsonNode atDeath, double takeOver, JsonNode end) {

    private static final int TRIES = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long POLL_MILLIS = 50;

    /** Orders a job; the number says which try it is, from 1. */
    interface Order {
        Job give(int number) throws IOException, InterruptedException;
    }

    /** Kills in the middle; a job that had ended before its process died was no drill, and another one is ordered. */
    static Interruption of(Replicas replicas, Order order, Predicate<JsonNode> middle)
            throws IOException, InterruptedException {
        for (int number = 1; number <= TRIES; number++) {
            Optional<Interruption> made = interrupted(replicas, order.give(number), middle);
            if (made.isPresent()) {
                return made.get();
            }
            Checks.say("The job had ended before its process could be killed in the middle");
        }
        throw new IOException("No job was in the middle long enough to be killed there, of " + TRIES);
    }

    private static Optional<Interruption> interrupted(Replicas replicas, Job job, Predicate<JsonNode> middle)
            throws IOException, InterruptedException {
        if (Job.hasEnded(job.until(middle))) {
            return Optional.empty();
        }
        Replica killed = replicas.holder(job.id());
        killed.kill();
        long death = System.nanoTime();
        JsonNode atDeath = job.view();
        Checks.say("Replica " + killed + " was killed: " + Job.progress(atDeath));
        boolean real = !Job.hasEnded(atDeath);
        double takeOver = real ? takenOver(job.id(), killed, replicas.other(killed), death) : 0;
        killed.start();
        JsonNode end = job.end();
        killed.awaitReady();
        return real ? Optional.of(new Interruption(job, atDeath, takeOver, end)) : Optional.empty();
    }

    private static double takenOver(String job, Replica killed, Replica other, long death)
            throws IOException, InterruptedException {
        while (other.attempt(job) <= killed.attempt(job)) {
            if (System.nanoTime() - death > PATIENCE.toNanos()) {
                throw new IOException("Replica " + other + " does not take up job " + job + " of the dead " + killed);
            }
            Thread.sleep(POLL_MILLIS);
        }
        return (System.nanoTime() - death) * 1e-9;
    }

    /** The rows that every interruption has. */
    void tell(Checks checks) {
        checks.figure("killed at", Job.progress(atDeath));
        checks.figure("the other replica went on after", Checks.format("%.1f s", takeOver));
        checks.check("the job ended well", Job.hasSucceeded(end), Job.ending(end));
    }
}
