package io.vitrine.database;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/**
 * Tells from positions in the write-ahead log how old what the replica shows may be: the primary's position is remembered with its time
 * until the replica has reached it. The replica's own clock and times would tell nothing while the primary writes nothing.
 */
final class ReplicaLag {

    private @Nullable Instant upToDateAt;
    private @Nullable Mark mark;

    /** Where the primary was at a time. */
    private record Mark(LogSequenceNumber position, Instant at) {}

    /**
     * @param primary where the primary was
     * @param replica what the replica had replayed a moment later
     * @param now when the primary was asked
     * @return empty until the replica has been seen to reach where the primary had been
     */
    Optional<Duration> measured(LogSequenceNumber primary, LogSequenceNumber replica, Instant now) {
        if (reaches(replica, primary)) {
            upToDateAt = now;
            mark = null;
        } else if (mark == null) {
            mark = new Mark(primary, now);
        } else if (reaches(replica, mark.position())) {
            upToDateAt = mark.at();
            mark = new Mark(primary, now);
        }
        return Optional.ofNullable(upToDateAt).map(then -> Duration.between(then, now));
    }

    private static boolean reaches(LogSequenceNumber position, LogSequenceNumber goal) {
        return Long.compareUnsigned(position.asLong(), goal.asLong()) >= 0;
    }
}
