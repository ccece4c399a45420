package io.vitrine.search;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table that holds the vectors of one catalogue, made by one model version.
 *
 * @param approximate whether it has an approximate index
 * @param servers the foreign servers that hold its rows, a partition each; empty for a table of this database
 */
record EmbeddingTable(long id, String model, String catalogue, State state, boolean approximate, List<String> servers) {

    /** Of every vector. */
    static final int DIMENSIONS = 128;

    /** What a row consists of, as a part of the statement that makes the table. */
    static final String COLUMNS =
            "(product_key bigint not null, picture_hash text not null, embedding vector(" + DIMENSIONS + ") not null)";

    /** The statements that make a table: with what its rows are looked up by while it is loaded, a batch at a time. */
    static String creation(String name) {
        return "create table " + name + " " + COLUMNS + "; alter table " + name + " add primary key (product_key);"
                + " create index " + name + "_picture on " + name + " using hash (picture_hash)";
    }

    EmbeddingTable {
        servers = List.copyOf(servers);
    }

    /** A table is loaded, then live, then retired. */
    enum State {
        LOADING,
        LIVE,
        RETIRED
    }

    /** The table's name, safe to be put into a statement. */
    String name() {
        return "embedding_" + id;
    }

    boolean isOnServers() {
        return !servers.isEmpty();
    }

    /** The tables that its rows lie in: its partitions in the order of the servers, or itself; safe to be put into a statement. */
    List<String> parts() {
        return isOnServers()
                ? IntStream.rangeClosed(1, servers.size())
                        .mapToObj(number -> name() + "_" + number)
                        .toList()
                : List.of(name());
    }

    /** An expression that counts its rows where they lie. */
    String rowCount() {
        return parts().stream()
                .map(part -> "(select count(*) from " + part + ")")
                .collect(Collectors.joining(" + "));
    }
}
