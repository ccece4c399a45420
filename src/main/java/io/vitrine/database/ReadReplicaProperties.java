package io.vitrine.database;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * A streaming replica of the database that searches read from.
 *
 * @param url its JDBC address; empty for none, and then everything is read from the primary
 * @param username null or empty for the primary's
 * @param password null or empty for the primary's
 * @param maximumPoolSize connections to it at most
 * @param connectionTimeout how long a search waits for a connection before the primary answers it
 * @param answerTimeout after which silence of the replica a connection is given up, and the primary answers
 * @param checkInterval how often the replica is asked whether it is there and how far it lags behind
 * @param maximumLag by how much it may lag behind the primary; beyond, it is not used
 */
@Validated
@ConfigurationProperties("vitrine.database.read-replica")
record ReadReplicaProperties(
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("16") @Min(1) int maximumPoolSize,
        @DefaultValue("1s") Duration connectionTimeout,
        @DefaultValue("30s") Duration answerTimeout,
        @DefaultValue("2s") Duration checkInterval,
        @DefaultValue("30s") Duration maximumLag) {

    static final String URL = "vitrine.database.read-replica.url";

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(250); // that the pool takes

    @AssertTrue(
            message =
                    "connectionTimeout must be at least 250 ms, answerTimeout at least a second, checkInterval positive, and maximumLag"
                            + " at least two checkIntervals")
    boolean isCoherent() {
        return connectionTimeout.compareTo(SHORTEST_WAIT) >= 0
                && answerTimeout.toSeconds() > 0
                && checkInterval.isPositive()
                && maximumLag.compareTo(checkInterval.multipliedBy(2)) >= 0;
    }
}
