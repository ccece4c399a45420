package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.SQLExceptionOverride.Override;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

class ForeignServerFailuresTests {

    private final ForeignServerFailures failures = new ForeignServerFailures();

    @Test
    void aConnectionOverWhichTheLossOfAServerIsToldIsKept() {
        assertThat(failures.adjudicate(told("ERROR", "08001"))).isEqualTo(Override.DO_NOT_EVICT);
        assertThat(failures.adjudicate(told("ERROR", "08006"))).isEqualTo(Override.DO_NOT_EVICT);
        assertThat(failures.adjudicate(told("ERROR", "57P01"))).isEqualTo(Override.DO_NOT_EVICT);
    }

    @Test
    void aConnectionThatIsLostItselfIsNotKept() {
        PSQLException lost = new PSQLException("An I/O error occurred", PSQLState.CONNECTION_FAILURE);
        assertThat(failures.adjudicate(lost)).isEqualTo(Override.CONTINUE_EVICT);
        assertThat(failures.adjudicate(told("FATAL", "57P01"))).isEqualTo(Override.CONTINUE_EVICT);
        assertThat(failures.adjudicate(new SQLException("closed"))).isEqualTo(Override.CONTINUE_EVICT);
    }

    private static PSQLException told(String severity, String state) {
        return new PSQLException(new ServerErrorMessage("S" + severity + "\0C" + state + "\0Mtold\0"));
    }
}
