package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.models.StubModels;
import io.vitrine.testing.ThreeServers;
import io.vitrine.testing.WithPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The life of tables whose vectors lie on three servers is that of all others. */
@WithPostgres
@Import({StubModels.class, ThreeServers.class})
@SpringBootTest(
        properties = {
            "vitrine.catalogue.sample.enabled=false",
            "vitrine.models.bundled=stub-a",
            "vitrine.search.indexing-delay=100ms",
            ThreeServers.PROPERTY
        })
class IndexingOnServersIT extends IndexingIT {

    @Autowired
    ThreeServers.Databases servers;

    @Test
    void spreadsTheRowsOverTheServersAndIndexesThemThere() throws SQLException {
        fill("spread", 60);
        List<String> parts = tables.live("stub-a", "spread").orElseThrow().parts();
        int rows = 0;
        for (int i = 0; i < parts.size(); i++) {
            String server = "vectors_" + (i + 1);
            int there = Integer.parseInt(servers.ask(server, "select count(*) from " + parts.get(i)));
            assertThat(there).isPositive();
            rows += there;
            assertThat(servers.ask(
                            server,
                            "select string_agg(indexname, ' ' order by indexname) from pg_indexes where tablename = '"
                                    + parts.get(i) + "'"))
                    .isEqualTo(parts.get(i) + "_picture " + parts.get(i) + "_pkey");
        }
        assertThat(rows).isEqualTo(60);
    }

    @Test
    void leavesNoTableOnAServerThatIsNotThereHere() throws SQLException {
        fill("left", 30);
        StubModels.register(models, "stub-left", "");
        index("stub-left", "left");
        replaceTable("left");
        models.delete("stub-left");
        Set<String> here = new TreeSet<>(database.sql("select relname from pg_class where relkind = 'f'")
                .query(String.class)
                .list());
        Set<String> there = new TreeSet<>();
        for (String server : servers.byServer().keySet()) {
            String names =
                    servers.ask(server, "select string_agg(tablename, ' ') from pg_tables where schemaname = 'public'");
            there.addAll(List.of(names.split(" ")));
        }
        assertThat(there).isEqualTo(here).isNotEmpty();
    }
}
