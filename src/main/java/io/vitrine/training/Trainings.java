package io.vitrine.training;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vitrine.artefacts.Workspaces;
import io.vitrine.encoders.ComputeDevice;
import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.EncoderDirectory;
import io.vitrine.encoders.EncoderSpec;
import io.vitrine.encoders.weights.Hub;
import io.vitrine.jobs.JobContext;
import io.vitrine.learning.Trainer;
import io.vitrine.learning.TrainingData;
import io.vitrine.learning.TrainingListener;
import io.vitrine.learning.TrainingOutcome;
import io.vitrine.models.Models;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.GitProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How an order becomes a trainer, and what the trainer made a registered version. */
@Component
final class Trainings {

    /** What locked towers say, which every training of the same tower shares. */
    private static final String LOCKED_FEATURES = "locked-features";

    private final Models models;
    private final Workspaces workspaces;
    private final TrainingProperties properties;
    private final ComputeDevice device;
    private final Counter pairs;
    private final ObjectProvider<GitProperties> source;
    private final JsonMapper json;

    Trainings(
            Models models,
            Workspaces workspaces,
            TrainingProperties properties,
            ComputeDevice device,
            MeterRegistry meters,
            ObjectProvider<GitProperties> source,
            JsonMapper json) {
        this.models = models;
        this.workspaces = workspaces;
        this.properties = properties;
        this.device = device;
        this.source = source;
        this.json = json;
        this.pairs = Counter.builder("vitrine.training.pairs")
                .description("Pairs of picture and text learned from")
                .baseUnit("pairs")
                .register(meters);
    }

    /** Counts the pairs that trainings learn from. */
    Counter pairs() {
        return pairs;
    }

    /** @param checkpoints where the training keeps its position, and goes on from it */
    Trainer trainer(
            TrainingOrder order, TrainingData data, Path checkpoints, TrainingListener listener, JobContext job) {
        Path features = locks(order) ? workspaces.open(LOCKED_FEATURES) : checkpoints;
        return new Trainer(order.plan(), data, chosen -> start(order, job), checkpoints, features, device, listener);
    }

    private static boolean locks(TrainingOrder order) {
        return order.plan().locked().text() || order.plan().locked().image();
    }

    private DualEncoder start(TrainingOrder order, JobContext job) {
        TrainingProperties.Hub hub = properties.hub();
        return order.startFrom() == null
                ? EncoderDirectory.start(
                        EncoderSpec.named(order.plan().encoder()),
                        new Hub(hub.directory(), hub.source(), new DownloadProgress(job)),
                        order.plan().seed(),
                        device)
                : DualEncoder.load(models.directory(order.startFrom()), device);
    }

    /** What an earlier run of the job registered before its process died; empty when there is something left to do. */
    Optional<TrainingResult> registered(TrainingOrder order, JobContext job) {
        return models.exists(order.name())
                ? Optional.of(models.get(order.name()))
                        .filter(model -> model.card()
                                .path(ModelCardFile.JOB)
                                .asString("")
                                .equals(job.jobId().toString()))
                        .map(model -> TrainingResult.of(model, json))
                : Optional.empty();
    }

    /** Measures a trained encoder, writes its card, and registers it under the order's name. */
    TrainingResult register(
            TrainingOrder order, TrainingData data, TrainingOutcome outcome, Path encoder, JobContext job)
            throws IOException {
        Measured measured = measure(encoder, data, job);
        card(order, data, outcome, measured, job).writeTo(encoder);
        models.register(order.name(), encoder);
        if (locks(order)) {
            workspaces.publish(LOCKED_FEATURES);
        }
        return new TrainingResult(order.name(), outcome.epochs(), measured.report());
    }

    private Measured measure(Path encoder, TrainingData data, JobContext job) {
        job.phase("measuring", "pictures", data.size());
        return Measured.of(encoder, data, device, done -> {
            job.advanced(done);
            job.checkpoint();
        });
    }

    private ModelCardFile card(
            TrainingOrder order, TrainingData data, TrainingOutcome outcome, Measured measured, JobContext job) {
        GitProperties git = source.getIfAvailable();
        return new ModelCardFile(
                order.name(),
                order.plan(),
                "catalogue " + order.catalogue(),
                data,
                0,
                outcome,
                measured,
                order.startFrom() == null
                        ? ModelCardFile.publishedTowers(order.plan())
                        : models.get(order.startFrom()).card(),
                device.toString(),
                git == null ? null : git.getCommitId(),
                job.jobId());
    }
}
