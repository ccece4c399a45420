package io.vitrine.training;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.jobs.JobContext;
import io.vitrine.jobs.JobHandler;
import io.vitrine.learning.TrainingData;
import io.vitrine.learning.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Training as a job: read the catalogue, learn, measure, register the new version. Run again, it goes on from its last epoch. */
@Component
final class TrainingJob implements JobHandler<TrainingOrder> {

    static final String TYPE = "training";

    private final CatalogueReader catalogue;
    private final Trainings trainings;
    private final ArtefactStore artefacts;

    TrainingJob(CatalogueReader catalogue, Trainings trainings, ArtefactStore artefacts) {
        this.catalogue = catalogue;
        this.trainings = trainings;
        this.artefacts = artefacts;
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
    public TrainingResult run(TrainingOrder order, JobContext job) throws Exception {
        return EngineTurn.take(job, () -> train(order, job));
    }

    private TrainingResult train(TrainingOrder order, JobContext job) throws IOException, InterruptedException {
        Path workspace = artefacts.workspace("training-" + job.jobId());
        Optional<TrainingResult> before = trainings.registered(order, job);
        TrainingResult result = before.isPresent() ? before.get() : learn(order, job, workspace);
        FileSystemUtils.deleteRecursively(workspace);
        return result;
    }

    private TrainingResult learn(TrainingOrder order, JobContext job, Path workspace)
            throws IOException, InterruptedException {
        Path output = workspace.resolve("encoder");
        TrainingData data = TrainingData.split(catalogue.read(order.catalogue(), job), order.plan());
        JobProgress progress = new JobProgress(order.plan(), job, trainings.pairs());
        TrainingOutcome outcome = trainings
                .trainer(order, data, workspace.resolve("checkpoints"), progress, job)
                .train(output);
        return trainings.register(order, data, outcome, output, job);
    }
}
