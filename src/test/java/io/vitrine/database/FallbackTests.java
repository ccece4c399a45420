package io.vitrine.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.errors.InvalidRequest;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

class FallbackTests {

    @ParameterizedTest
    @CsvSource({
        "08001,UNREACHABLE",
        "08006,UNREACHABLE",
        "57P01,UNREACHABLE",
        "57P03,UNREACHABLE",
        "28P01,UNREACHABLE",
        "53300,UNREACHABLE",
        "3D000,UNREACHABLE",
        "40001,CANCELLED",
        "57014,CANCELLED",
        "42P01,MISSING",
        "42703,MISSING",
        "42601,OTHER",
        "25006,OTHER",
        ",OTHER"
    })
    void isToldByTheStateThatTheServerGives(String state, Fallback expected) {
        assertThat(Fallback.of(new CannotCreateTransactionException(
                        "no transaction", new IllegalStateException(new SQLException("refused", state)))))
                .isEqualTo(expected);
    }

    @Test
    void aPoolThatIsFullIsNotAReplicaThatIsAway() {
        SQLTransientConnectionException full = new SQLTransientConnectionException("timed out");
        SQLTransientConnectionException away =
                new SQLTransientConnectionException("timed out", "08001", new SQLException("refused", "08001"));

        assertThat(Fallback.of(new DataAccessResourceFailureException("no connection", full)))
                .isEqualTo(Fallback.BUSY);
        assertThat(Fallback.of(new DataAccessResourceFailureException("no connection", away)))
                .isEqualTo(Fallback.UNREACHABLE);
    }

    @Test
    void whatTheServiceItselfRefusesMayBeMissingOnTheReplicaOnly() {
        assertThat(Fallback.of(new InvalidRequest("catalogue", "is unknown"))).isEqualTo(Fallback.MISSING);
        assertThat(Fallback.of(new IllegalStateException())).isEqualTo(Fallback.OTHER);
    }
}
