package io.vitrine.models;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the replicas that answer searches turn to another version together.
 *
 * @param heartbeat how often a replica tells that it lives, and asks what it shall open
 * @param silence after how long without a heartbeat a replica is taken for gone
 * @param patience how long a switch waits for replicas that live to open a version
 */
@Validated
@ConfigurationProperties("vitrine.models.replicas")
record ReplicaProperties(
        @DefaultValue("1s") Duration heartbeat,
        @DefaultValue("20s") Duration silence,
        @DefaultValue("5m") Duration patience) {

    @AssertTrue(
            message =
                    "heartbeat must be positive, silence at least three heartbeats, and patience no less than silence")
    boolean isCoherent() {
        return heartbeat.isPositive()
                && silence.compareTo(heartbeat.multipliedBy(3)) >= 0
                && patience.compareTo(silence) >= 0;
    }
}
