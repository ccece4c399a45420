package io.vitrine.search;

import java.sql.SQLException;
import java.util.function.Function;
import org.postgresql.util.PSQLState;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.stereotype.Component;

/** Reads tables of vectors that may be replaced, and dropped, between being found and being read. */
@Component
class LiveTables {

    private final EmbeddingTables tables;

    LiveTables(EmbeddingTables tables) {
        this.tables = tables;
    }

    /** @throws IndexNotReady when the catalogue has not been indexed for the version */
    EmbeddingTable of(String model, String catalogue) {
        return tables.live(model, catalogue).orElseThrow(() -> new IndexNotReady(catalogue, model));
    }

    /**
     * Reads a table that was found live, or the one that has taken its place since, however often that happens. Not to be
     * called within a transaction: the attempt at a dropped table would end it.
     */
    <T> T read(EmbeddingTable found, Function<EmbeddingTable, T> reading) {
        EmbeddingTable table = found;
        while (true) {
            try {
                return reading.apply(table);
            } catch (BadSqlGrammarException failure) {
                EmbeddingTable successor = of(table.model(), table.catalogue());
                if (!isUndefinedTable(failure) || successor.id() == table.id()) {
                    throw failure;
                }
                table = successor;
            }
        }
    }

    private static boolean isUndefinedTable(BadSqlGrammarException failure) {
        SQLException cause = failure.getSQLException();
        return cause != null && PSQLState.UNDEFINED_TABLE.getState().equals(cause.getSQLState());
    }
}
