package io.vitrine.training;

import io.vitrine.artefacts.Workspaces;
import io.vitrine.jobs.JobContext;
import io.vitrine.learning.EpochReport;
import io.vitrine.learning.TrainingListener;
import io.vitrine.learning.TrainingProgress;
import java.nio.file.Path;
import java.util.List;

/** Where a job keeps its checkpoints, and where another worker finds them that goes on with it. */
final class JobWorkspace {

    private final Workspaces workspaces;
    private final String name;

    private JobWorkspace(Workspaces workspaces, String name) {
        this.workspaces = workspaces;
        this.name = name;
    }

    static JobWorkspace of(String type, JobContext job, Workspaces workspaces) {
        return new JobWorkspace(workspaces, type + "-" + job.jobId());
    }

    /** A workspace of its own for one of the parts that the job consists of. */
    JobWorkspace part(String part) {
        return new JobWorkspace(workspaces, name + "-" + part);
    }

    /** The directory with what was published last. */
    Path open() {
        return workspaces.open(name);
    }

    void discard() {
        workspaces.discard(name);
    }

    /** Publishes each epoch's checkpoint before anybody hears of the epoch, so that none is known that could be lost. */
    TrainingListener publishingFor(TrainingListener listener) {
        return new TrainingListener() {
            @Override
            public void onResumption(List<EpochReport> epochs) {
                listener.onResumption(epochs);
            }

            @Override
            public void onLockedPictures(int done, int total) {
                listener.onLockedPictures(done, total);
            }

            @Override
            public void onStep(TrainingProgress progress) {
                listener.onStep(progress);
            }

            @Override
            public void onEpoch(EpochReport report) {
                workspaces.publish(name);
                listener.onEpoch(report);
            }
        };
    }
}
