package io.vitrine.search;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Keeps connections that the database is reached by when it reports, over them, that it has lost a foreign server. By its code alone
 * that looks like the loss of the connection itself, which the pool would close before its transaction can be rolled back.
 */
public final class ForeignServerFailures implements SQLExceptionOverride {

    /** No connection could be made, there is none, it failed. */
    private static final Set<String> LOST = Set.of("08001", "08003", "08006");

    /** A session that an operator ends; the database's own ends with FATAL. */
    private static final String STOPPED = "57P";

    @java.lang.Override // whose name is that of the answer, too
    public Override adjudicate(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        ServerErrorMessage told = failure instanceof PSQLException refusal ? refusal.getServerErrorMessage() : null;
        boolean elsewhere = told != null
                && (LOST.contains(state) || state.startsWith(STOPPED) && "ERROR".equals(told.getSeverity()));
        return elsewhere ? Override.DO_NOT_EVICT : Override.CONTINUE_EVICT;
    }
}
