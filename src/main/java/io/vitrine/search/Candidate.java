package io.vitrine.search;

import io.vitrine.search.Neighbours.Neighbour;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A neighbour whose product may have been deleted since it was indexed. */
record Candidate(Neighbour neighbour, boolean exists) {

    /** Reads a row of {@code product_key}, {@code score} and {@code existing}. */
    static Candidate of(ResultSet row, int number) throws SQLException {
        return new Candidate(
                new Neighbour(row.getLong("product_key"), row.getDouble("score")), row.getBoolean("existing"));
    }

    double score() {
        return neighbour.score();
    }
}
