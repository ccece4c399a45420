package io.vitrine.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.artefacts.Workspaces;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Checkpoints of jobs that nobody runs any more. */
@TestPropertySource(properties = "vitrine.roles=web")
class EndedWorkspacesIT extends ColouredRectangles {

    @Autowired
    Workspaces workspaces;

    @Autowired
    EndedWorkspaces ended;

    @Test
    void onlyThoseOfEndedJobsAreDeleted() {
        UUID cancelled = submit("/api/training-jobs", "{\"encoder\":\"tiny\",\"catalogue\":\"shapes\",\"name\":\"a\"}");
        UUID waiting = submit("/api/training-jobs", "{\"encoder\":\"tiny\",\"catalogue\":\"shapes\",\"name\":\"b\"}");
        jobs.cancel(cancelled);
        String[] wanted = {
            "training-" + waiting, "training-" + UUID.randomUUID(), "sweep-of-something", "upload-" + cancelled
        };
        for (String name : wanted) {
            workspaces.open(name);
        }
        workspaces.open("training-" + cancelled);
        workspaces.open("sweep-" + cancelled + "-trial-2");

        ended.discard();

        assertThat(workspaces.all()).containsOnlyKeys(wanted);
    }
}
