package io.vitrine.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/** The replica that searches read from: its connections, and whether it is to be used. */
final class ReadReplica implements MeterBinder, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ReadReplica.class);

    private final HikariDataSource pool;
    private volatile ReplicaState state = ReplicaState.UNKNOWN;
    private volatile @Nullable Duration lag;

    ReadReplica(HikariDataSource pool) {
        this.pool = pool;
    }

    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    ReplicaState state() {
        return state;
    }

    /** Has searches read from it, or not, from now on. */
    synchronized void become(ReplicaState next, String reason) {
        ReplicaState before = state;
        state = next;
        if (before != next) {
            switch (next) {
                case IN_USE -> LOG.info("Searches read from the read replica");
                case UNKNOWN, UNREACHABLE, BEHIND ->
                    LOG.warn("Searches read from the primary: the read replica is {}: {}", next.label(), reason);
            }
        }
    }

    void lagsBehind(Duration measured) {
        lag = measured;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        for (ReplicaState each : ReplicaState.values()) {
            Gauge.builder("vitrine.read.replica", () -> state == each ? 1 : 0)
                    .description("1 for the state that the read replica is in")
                    .tag("state", each.label())
                    .register(meters);
        }
        Gauge.builder("vitrine.read.replica.lag", this::lagInSeconds)
                .description("How old what searches find on the read replica may be, as it was measured last")
                .baseUnit("seconds")
                .register(meters);
    }

    private double lagInSeconds() {
        Duration measured = lag;
        return measured == null ? Double.NaN : measured.toMillis() / 1000.0;
    }

    @Override
    public void destroy() {
        pool.close();
    }
}
