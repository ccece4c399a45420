package io.vitrine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

class ReplicaLagTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ReplicaLag lag = new ReplicaLag();

    @Test
    void isUnknownUntilTheReplicaReachesWhereThePrimaryHadBeen() {
        assertThat(measured(100, 50, 0)).isEmpty();
        assertThat(measured(300, 99, 5)).isEmpty();
        assertThat(measured(400, 100, 7)).isEqualTo(seconds(7));
    }

    @Test
    void isNothingWhereTheReplicaHasAll() {
        assertThat(measured(100, 100, 0)).isEqualTo(seconds(0));
        assertThat(measured(100, 100, 1000)).isEqualTo(seconds(0));
        assertThat(measured(200, 201, 1001)).isEqualTo(seconds(0));
    }

    @Test
    void growsWhileTheReplicaStandsStillAlsoWhenThePrimaryWritesNoMore() {
        assertThat(measured(100, 100, 0)).isEqualTo(seconds(0));
        assertThat(measured(101, 100, 10)).isEqualTo(seconds(10));
        assertThat(measured(101, 100, 20)).isEqualTo(seconds(20));
        assertThat(measured(101, 101, 30)).isEqualTo(seconds(0));
    }

    @Test
    void staysAsItIsWhileTheReplicaFollowsAtADistance() {
        assertThat(measured(100, 100, 0)).isEqualTo(seconds(0));
        for (int second = 1; second < 50; second++) {
            Optional<Duration> behind = measured(100 + 10 * second, 100 + 10 * (second - 2), second);
            assertThat(behind.orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
        }
    }

    @Test
    void comparesPositionsWithoutASign() {
        assertThat(measured(Long.MIN_VALUE, Long.MAX_VALUE, 0)).isEmpty();
        assertThat(measured(Long.MAX_VALUE, Long.MIN_VALUE, 1)).isEqualTo(seconds(0));
    }

    private Optional<Duration> measured(long primary, long replica, long second) {
        return lag.measured(
                LogSequenceNumber.valueOf(primary), LogSequenceNumber.valueOf(replica), START.plusSeconds(second));
    }

    private static Optional<Duration> seconds(long seconds) {
        return Optional.of(Duration.ofSeconds(seconds));
    }
}
