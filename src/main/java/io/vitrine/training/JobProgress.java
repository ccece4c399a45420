package io.vitrine.training;

import io.micrometer.core.instrument.Counter;
import io.vitrine.jobs.JobContext;
import io.vitrine.learning.EpochReport;
import io.vitrine.learning.TrainingListener;
import io.vitrine.learning.TrainingPlan;
import io.vitrine.learning.TrainingProgress;
import java.util.List;

/** Tells a job how its training goes, and stops or holds the training between two steps when the job should. */
final class JobProgress implements TrainingListener {

    private final TrainingPlan plan;
    private final JobContext job;
    private final Counter pairs;
    private TrainingCurve curve;
    private boolean looksAtPictures;
    private int epoch;

    JobProgress(TrainingPlan plan, JobContext job, Counter pairs) {
        this.plan = plan;
        this.job = job;
        this.pairs = pairs;
        this.curve = job.shownBefore(TrainingCurve.class).orElse(TrainingCurve.NOTHING);
    }

    /** The run before may have died between saving an epoch and showing it. */
    @Override
    public void onResumption(List<EpochReport> epochs) {
        curve = curve.after(epochs);
        job.show(curve);
    }

    @Override
    public void onLockedPictures(int done, int total) {
        if (!looksAtPictures) {
            looksAtPictures = true;
            job.phase("looking at the pictures once", "pictures", total);
        }
        job.advanced(done);
        job.checkpoint();
    }

    @Override
    public void onStep(TrainingProgress progress) {
        pairs.increment(plan.batchSize());
        if (epoch != progress.epoch()) {
            epoch = progress.epoch();
            String phase = "epoch %d of %d".formatted(epoch, progress.totalEpochs());
            job.phase(phase, "steps", progress.totalSteps(), progress.step() - 1L);
        }
        job.advanced(progress.step());
        curve = curve.with(progress);
        job.show(curve);
        job.checkpoint();
    }

    @Override
    public void onEpoch(EpochReport report) {
        curve = curve.with(report);
        job.show(curve);
        job.checkpoint();
    }
}
