package io.vitrine.search;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ends a start whose foreign servers are not set up so that vectors can lie and be found there. A server that cannot be reached now
 * does not end it: what lies elsewhere can be answered for.
 */
@Component
class VectorServersCheck implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(VectorServersCheck.class);

    private static final String SEE = "See src/docs/several-servers.md: ";

    private final JdbcClient database;
    private final SearchProperties properties;

    VectorServersCheck(JdbcClient database, SearchProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /** What this database knows of a server. */
    private record Known(boolean postgres, boolean sendsVectors, boolean usable, boolean mapped) {}

    /** What a server says of itself; without a version it has no pgvector. */
    private record Told(@Nullable String version, int candidates, String order) {}

    @Override
    public void afterPropertiesSet() {
        if (properties.vectorServers().isEmpty()) {
            return;
        }
        requireExtension("postgres_fdw");
        requireExtension("dblink");
        for (String server : properties.vectorServers()) {
            checkHere(server);
            checkThere(server);
        }
    }

    private void requireExtension(String name) {
        boolean present = database.sql("select exists (select from pg_extension where extname = :name)")
                .param("name", name)
                .query(Boolean.class)
                .single();
        require(
                present,
                "The database lacks the extension " + name + ", by which it reaches vitrine.search.vector-servers.",
                "have a superuser run `create extension " + name + "` in it.");
    }

    private void checkHere(String server) {
        Known known = database.sql("""
                        select w.fdwname = 'postgres_fdw' as postgres,
                            exists (
                                select from pg_options_to_table(s.srvoptions) o
                                where o.option_name = 'extensions'
                                  and 'vector' = any (regexp_split_to_array(o.option_value, '\\s*,\\s*'))) as sends_vectors,
                            has_server_privilege(s.oid, 'usage') as usable,
                            exists (
                                select from pg_user_mappings m
                                where m.srvid = s.oid and (m.umuser = 0 or m.usename = current_user)) as mapped
                        from pg_foreign_server s join pg_foreign_data_wrapper w on w.oid = s.srvfdw
                        where s.srvname = :server""")
                .param("server", server)
                .query(Known.class)
                .optional()
                .orElseThrow(() -> new UnusableVectorServer(
                        "vitrine.search.vector-servers names '" + server
                                + "', and the database has no such foreign server.",
                        SEE + "create the server, or correct the name."));
        require(
                known.postgres(),
                "The foreign server '" + server + "' is not one of postgres_fdw.",
                "create it with `foreign data wrapper postgres_fdw`.");
        require(
                known.sendsVectors(),
                "The foreign server '" + server
                        + "' lacks the option extensions 'vector', without which all vectors would be"
                        + " fetched for every search.",
                "run `alter server " + server + " options (add extensions 'vector')`.");
        require(
                known.usable(),
                "The service's user may not use the foreign server '" + server + "'.",
                "run `grant usage on foreign server " + server + " to` that user.");
        require(
                known.mapped(),
                "The foreign server '" + server + "' has no user mapping for the service's user.",
                "run `create user mapping for` that user `server " + server + "`.");
    }

    private void checkThere(String server) {
        Told told;
        try {
            told = ask(server);
        } catch (DataAccessException failure) {
            log.warn(
                    "The server {} of vectors cannot be asked; searches of what lies there fail until it can",
                    server,
                    failure);
            return;
        }
        require(
                told.version() != null,
                "The database of the foreign server '" + server + "' lacks the extension vector.",
                "have a superuser run `create extension vector` in it.");
        require(
                told.candidates() >= properties.candidates() && !told.order().equals("off"),
                "Sessions at the foreign server '" + server + "' search with hnsw.ef_search = " + told.candidates()
                        + " and hnsw.iterative_scan = " + told.order()
                        + ", which the service cannot set there; it wants "
                        + properties.candidates() + " (vitrine.search.candidates) and relaxed_order.",
                "run `alter server " + server + " options (add options '-c hnsw.ef_search=" + properties.candidates()
                        + " -c hnsw.iterative_scan=relaxed_order')`.");
    }

    /** The settings have these values before pgvector is loaded, and its own defaults where nobody has set them. */
    private Told ask(String server) {
        return database.sql("""
                        select version, candidates, iterative_order as "order" from dblink(:server, $$
                            select (select extversion from pg_extension where extname = 'vector'),
                                cast(coalesce(current_setting('hnsw.ef_search', true), '40') as int),
                                coalesce(current_setting('hnsw.iterative_scan', true), 'off')
                            $$) as told (version text, candidates int, iterative_order text)""").param("server", server).query(Told.class).single();
    }

    private static void require(boolean met, String problem, String mending) {
        if (!met) {
            throw new UnusableVectorServer(problem, SEE + mending);
        }
    }
}
