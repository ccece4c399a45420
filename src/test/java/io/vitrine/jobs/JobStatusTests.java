package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobStatusTests {

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void aTerminalStatusIsNeverLeftAndEveryOtherLeadsToAnEnd(JobStatus status) {
        for (JobStatus next : JobStatus.values()) {
            assertThat(status.isTerminal() && status.mayBecome(next)).isFalse();
        }
        assertThat(status.isTerminal() || status.mayBecome(JobStatus.CANCELLED)).isTrue();
        assertThat(status.mayBecome(status)).isFalse();
    }

    @Test
    void onlyARunningJobSucceeds() {
        assertThat(JobStatus.values())
                .filteredOn(status -> status.mayBecome(JobStatus.SUCCEEDED))
                .containsExactly(JobStatus.RUNNING);
    }
}
