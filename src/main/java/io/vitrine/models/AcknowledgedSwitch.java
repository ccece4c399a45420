package io.vitrine.models;

import io.vitrine.jobs.JobContext;
import io.vitrine.models.ModelRegistry.Activation;
import io.vitrine.models.Replicas.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Lets a version answer searches once every replica has it open beside the live one, so that all of them turn to it at once. One that
 * is silent for too long does not count; one that cannot open the version keeps all from turning to it.
 */
@Component
class AcknowledgedSwitch {

    private static final Duration GLANCE = Duration.ofMillis(200);

    private final Replicas replicas;
    private final Duration patience;

    AcknowledgedSwitch(Replicas replicas, ReplicaProperties properties) {
        this.replicas = replicas;
        this.patience = properties.patience();
    }

    /** @throws ActivationRefused when a replica cannot open the version, or has not within the patience */
    Activation to(String model, JobContext job) {
        Candidate candidate = new Candidate(UUID.randomUUID(), model);
        try {
            for (Duration waited = Duration.ZERO; waited.compareTo(patience) < 0; waited = waited.plus(GLANCE)) {
                job.checkpoint();
                replicas.propose(candidate);
                tell(requireNoFailure(model, replicas.answers(candidate)), job);
                Optional<Activation> done = replicas.switchTo(candidate);
                if (done.isPresent()) {
                    return done.get();
                }
                Thread.sleep(GLANCE);
            }
            throw notReady(candidate);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for replicas", interrupted);
        } finally {
            replicas.withdraw(candidate);
        }
    }

    private static void tell(List<Answer> answers, JobContext job) {
        long open = answers.stream().filter(Answer::open).count();
        job.phase("opening the model", "replicas", answers.size(), open);
    }

    private static List<Answer> requireNoFailure(String model, List<Answer> answers) {
        String failures = answers.stream()
                .filter(answer -> answer.failure() != null)
                .map(answer -> "replica " + answer.replica() + " cannot open it: " + answer.failure())
                .collect(Collectors.joining("; "));
        if (!failures.isEmpty()) {
            throw new ActivationRefused("replica-failed", model, failures);
        }
        return answers;
    }

    private ActivationRefused notReady(Candidate candidate) {
        String missing = replicas.answers(candidate).stream()
                .filter(answer -> !answer.open())
                .map(Answer::replica)
                .collect(Collectors.joining(", "));
        return new ActivationRefused(
                "replica-not-ready",
                candidate.model(),
                "these replicas have not opened it within " + patience.toSeconds() + " s: " + missing);
    }
}
