package io.vitrine.training;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.encoders.ComputeDevice;
import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.EncoderDirectory;
import io.vitrine.encoders.EncoderSpec;
import io.vitrine.encoders.weights.Hub;
import io.vitrine.jobs.JobContext;
import io.vitrine.jobs.JobHandler;
import io.vitrine.learning.Trainer;
import io.vitrine.learning.TrainingData;
import io.vitrine.learning.TrainingOutcome;
import io.vitrine.models.Models;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.GitProperties;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Training as a job: read the catalogue, learn, measure, register the new version. Run again, it goes on from its last epoch. */
@Component
final class TrainingJob implements JobHandler<TrainingOrder> {

    static final String TYPE = "training";

    /** The engine collects gradients for one training per process. */
    private static final ReentrantLock ENGINE = new ReentrantLock();

    private final CatalogueReader catalogue;
    private final Models models;
    private final ArtefactStore artefacts;
    private final TrainingProperties properties;
    private final ComputeDevice device;
    private final Counter pairs;
    private final ObjectProvider<GitProperties> source;

    TrainingJob(
            CatalogueReader catalogue,
            Models models,
            ArtefactStore artefacts,
            TrainingProperties properties,
            ComputeDevice device,
            MeterRegistry meters,
            ObjectProvider<GitProperties> source) {
        this.catalogue = catalogue;
        this.models = models;
        this.artefacts = artefacts;
        this.properties = properties;
        this.device = device;
        this.source = source;
        this.pairs = Counter.builder("vitrine.training.pairs")
                .description("Pairs of picture and text learned from")
                .baseUnit("pairs")
                .register(meters);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Class<TrainingOrder> planType() {
        return TrainingOrder.class;
    }

    @Override
    public String conflictKey(TrainingOrder order) {
        return order.name();
    }

    @Override
    public TrainingResult run(TrainingOrder order, JobContext job) throws IOException, InterruptedException {
        waitForEngine(job);
        try {
            return train(order, job);
        } finally {
            ENGINE.unlock();
        }
    }

    private static void waitForEngine(JobContext job) throws InterruptedException {
        job.phase("waiting for another training", "", 0);
        while (!ENGINE.tryLock(1, TimeUnit.SECONDS)) {
            job.checkpoint();
        }
    }

    private TrainingResult train(TrainingOrder order, JobContext job) throws IOException, InterruptedException {
        Path workspace = artefacts.workspace("training-" + job.jobId());
        Path output = workspace.resolve("encoder");
        TrainingData data = TrainingData.split(catalogue.read(order.catalogue(), job), order.plan());
        TrainingOutcome outcome = new Trainer(
                        order.plan(),
                        data,
                        chosen -> start(order, job),
                        workspace.resolve("checkpoints"),
                        device,
                        new JobProgress(order.plan(), job, pairs))
                .train(output);
        Measured measured = measure(output, data, job);
        card(order, data, outcome, measured).writeTo(output);
        models.register(order.name(), output);
        FileSystemUtils.deleteRecursively(workspace);
        return new TrainingResult(order.name(), outcome.epochs(), measured.report());
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

    private Measured measure(Path output, TrainingData data, JobContext job) {
        job.phase("measuring", "pictures", data.size());
        return Measured.of(output, data, device, done -> {
            job.advanced(done);
            job.checkpoint();
        });
    }

    private ModelCardFile card(TrainingOrder order, TrainingData data, TrainingOutcome outcome, Measured measured) {
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
                git == null ? null : git.getCommitId());
    }
}
