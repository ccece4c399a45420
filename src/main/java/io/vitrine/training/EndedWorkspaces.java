package io.vitrine.training;

import io.vitrine.artefacts.Workspaces;
import io.vitrine.jobs.JobStatus;
import io.vitrine.jobs.JobView;
import io.vitrine.jobs.Jobs;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes the checkpoints of jobs that failed, were cancelled, or ended on another worker. */
@Component
final class EndedWorkspaces {

    /** As {@link JobWorkspace} names them. */
    private static final Pattern OF_JOB =
            Pattern.compile("(%s|%s)-(?<job>\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12})(-.*)?"
                    .formatted(TrainingJob.TYPE, SweepJob.TYPE));

    private final Workspaces workspaces;
    private final Jobs jobs;

    EndedWorkspaces(Workspaces workspaces, Jobs jobs) {
        this.workspaces = workspaces;
        this.jobs = jobs;
    }

    /** One whose job this database does not know is left alone. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void discard() {
        for (String name : workspaces.all().keySet()) {
            Matcher ofJob = OF_JOB.matcher(name);
            if (ofJob.matches() && hasEnded(UUID.fromString(ofJob.group("job")))) {
                workspaces.discard(name);
            }
        }
    }

    private boolean hasEnded(UUID job) {
        return jobs.find(job).map(JobView::status).filter(JobStatus::isTerminal).isPresent();
    }
}
