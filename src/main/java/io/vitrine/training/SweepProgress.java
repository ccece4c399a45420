package io.vitrine.training;

import io.micrometer.core.instrument.Counter;
import io.vitrine.jobs.JobContext;
import io.vitrine.learning.EpochReport;
import io.vitrine.learning.TrainingListener;
import io.vitrine.learning.TrainingProgress;
import java.util.List;

/** Tells a job how a sweep goes, and stops or holds it between two steps when the job should. */
final class SweepProgress {

    private final SweepOrder order;
    private final JobContext job;
    private final Counter pairs;
    private final long pairsPerEpoch;
    private final long epochs;
    private SweepBoard board;

    /** @param pairsPerEpoch products that every epoch of every trial learns from */
    SweepProgress(SweepOrder order, JobContext job, Counter pairs, long pairsPerEpoch) {
        this.order = order;
        this.job = job;
        this.pairs = pairs;
        this.pairsPerEpoch = pairsPerEpoch;
        this.epochs = epochs(order);
        this.board = job.shownBefore(SweepBoard.class).orElseGet(() -> SweepBoard.before(order));
    }

    SweepBoard board() {
        return board;
    }

    void show(SweepBoard next) {
        board = next;
        job.show(board);
        job.checkpoint();
    }

    /** Follows one trial. */
    TrainingListener of(int trial) {
        job.phase(
                "trial %d, %d of %d left"
                        .formatted(trial, board.racing().size(), order.trials().size()),
                "pairs",
                epochs * pairsPerEpoch,
                board.epochs() * pairsPerEpoch);
        return new TrainingListener() {
            @Override
            public void onResumption(List<EpochReport> epochs) {
                SweepBoard known = board;
                for (EpochReport report : epochs) {
                    known = known.with(trial, report);
                }
                show(known);
            }

            @Override
            public void onStep(TrainingProgress progress) {
                int batch = order.trials().get(trial - 1).training().plan().batchSize();
                int stepsPerEpoch = progress.totalSteps() / order.epochs();
                int stepOfEpoch = (progress.step() - 1) % stepsPerEpoch + 1;
                pairs.increment(batch);
                job.advanced(board.epochs() * pairsPerEpoch + (long) stepOfEpoch * batch);
                job.checkpoint();
            }

            @Override
            public void onEpoch(EpochReport report) {
                show(board.with(trial, report));
            }
        };
    }

    /** Epochs that all trials together take, when none ends early. */
    private static long epochs(SweepOrder order) {
        long sum = 0;
        int before = 0;
        int left = order.trials().size();
        for (int rung : order.rungs()) {
            sum += (long) left * (rung - before);
            before = rung;
            left = order.survivors(left);
        }
        return sum;
    }
}
