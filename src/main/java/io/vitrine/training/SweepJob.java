package io.vitrine.training;

import io.vitrine.artefacts.Workspaces;
import io.vitrine.jobs.JobContext;
import io.vitrine.jobs.JobHandler;
import io.vitrine.learning.TrainingData;
import io.vitrine.learning.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * A search for the best plan as a job: all trials train to the first rung, the better ones go on to the next, and the last one becomes a
 * registered version. Run again, it goes on from the last epoch of each trial.
 */
@Component
final class SweepJob implements JobHandler<SweepOrder> {

    static final String TYPE = "sweep";

    private final CatalogueReader catalogue;
    private final Trainings trainings;
    private final Workspaces workspaces;

    SweepJob(CatalogueReader catalogue, Trainings trainings, Workspaces workspaces) {
        this.catalogue = catalogue;
        this.trainings = trainings;
        this.workspaces = workspaces;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Class<SweepOrder> planType() {
        return SweepOrder.class;
    }

    @Override
    public String conflictKey(SweepOrder order) {
        return order.name();
    }

    @Override
    public SweepResult run(SweepOrder order, JobContext job) throws Exception {
        return EngineTurn.take(job, () -> sweep(order, job));
    }

    private SweepResult sweep(SweepOrder order, JobContext job) throws IOException, InterruptedException {
        JobWorkspace workspace = JobWorkspace.of(TYPE, job, workspaces);
        TrainingOrder any = order.trials().getFirst().training();
        TrainingData data = TrainingData.split(catalogue.read(order.catalogue(), job), any.plan());
        SweepProgress progress =
                new SweepProgress(order, job, trainings.pairs(), data.train().size());
        for (int rung : order.rungs()) {
            climb(rung, order, data, workspace, progress, job);
            stopLosers(rung == order.epochs() ? 1 : survivors(rung, order), workspace, progress);
        }
        int best = progress.board().ranking().getFirst().number();
        TrainingResult result = handIn(best, order, data, workspace, progress, job);
        progress.show(progress.board().with(best, SweepBoard.Standing.BEST));
        of(best, workspace).discard();
        return new SweepResult(best, order.trials().get(best - 1).changes(), result);
    }

    /** Those that an interrupted run has stopped at this rung already are counted, so that no more are. */
    private static int survivors(int rung, SweepOrder order) {
        int left = order.trials().size();
        for (int passed : order.rungs()) {
            left = order.survivors(left);
            if (passed == rung) {
                break;
            }
        }
        return left;
    }

    private void climb(
            int rung,
            SweepOrder order,
            TrainingData data,
            JobWorkspace workspace,
            SweepProgress progress,
            JobContext job)
            throws InterruptedException {
        for (SweepBoard.Row row : progress.board().racing()) {
            if (row.epochs().size() < rung) {
                JobWorkspace trial = of(row.number(), workspace);
                trainings
                        .trainer(
                                training(row.number(), order),
                                data,
                                checkpoints(trial.open()),
                                trial.publishingFor(progress.of(row.number())),
                                job)
                        .trainTo(rung);
            }
        }
    }

    private static void stopLosers(int survivors, JobWorkspace workspace, SweepProgress progress) {
        List<SweepBoard.Row> ranking = progress.board().ranking();
        for (SweepBoard.Row loser : ranking.subList(Math.min(survivors, ranking.size()), ranking.size())) {
            progress.show(progress.board().with(loser.number(), SweepBoard.Standing.STOPPED));
            of(loser.number(), workspace).discard();
        }
    }

    private TrainingResult handIn(
            int best,
            SweepOrder order,
            TrainingData data,
            JobWorkspace workspace,
            SweepProgress progress,
            JobContext job)
            throws IOException, InterruptedException {
        TrainingOrder training = training(best, order);
        Optional<TrainingResult> before = trainings.registered(training, job);
        if (before.isPresent()) {
            return before.get();
        }
        JobWorkspace trial = of(best, workspace);
        Path directory = trial.open();
        Path output = directory.resolve("encoder");
        TrainingOutcome outcome = trainings
                .trainer(training, data, checkpoints(directory), trial.publishingFor(progress.of(best)), job)
                .train(output);
        return trainings.register(training, data, outcome, output, job);
    }

    private static TrainingOrder training(int trial, SweepOrder order) {
        return order.trials().get(trial - 1).training();
    }

    private static JobWorkspace of(int trial, JobWorkspace workspace) {
        return workspace.part("trial-" + trial);
    }

    private static Path checkpoints(Path directory) {
        return directory.resolve("checkpoints");
    }
}
