package io.vitrine.training;

import io.vitrine.artefacts.Workspaces;
import io.vitrine.jobs.JobContext;
import io.vitrine.jobs.JobHandler;
import io.vitrine.learning.TrainingData;
import io.vitrine.learning.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Training as a job: read the catalogue, learn, measure, register the new version. Run again, it goes on from its last epoch. */
@Component
final class TrainingJob implements JobHandler<TrainingOrder> {

    static final String TYPE = "training";

    private final CatalogueReader catalogue;
    private final Trainings trainings;
    private final Workspaces workspaces;

    TrainingJob(CatalogueReader catalogue, Trainings trainings, Workspaces workspaces) {
        this.catalogue = catalogue;
        this.trainings = trainings;
        this.workspaces = workspaces;
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
        JobWorkspace workspace = JobWorkspace.of(TYPE, job, workspaces);
        Optional<TrainingResult> before = trainings.registered(order, job);
        TrainingResult result = before.isPresent() ? before.get() : learn(order, job, workspace);
        workspace.discard();
        return result;
    }

    private TrainingResult learn(TrainingOrder order, JobContext job, JobWorkspace workspace)
            throws IOException, InterruptedException {
        TrainingData data = TrainingData.split(catalogue.read(order.catalogue(), job), order.plan());
        JobProgress progress = new JobProgress(order.plan(), job, trainings.pairs());
        Path directory = workspace.open();
        Path output = directory.resolve("encoder");
        TrainingOutcome outcome = trainings
                .trainer(order, data, directory.resolve("checkpoints"), workspace.publishingFor(progress), job)
                .train(output);
        return trainings.register(order, data, outcome, output, job);
    }
}
