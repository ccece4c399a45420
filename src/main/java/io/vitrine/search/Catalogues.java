package io.vitrine.search;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The catalogues that there are something to index in. */
@Repository
class Catalogues {

    private final JdbcClient database;

    Catalogues(JdbcClient database) {
        this.database = database;
    }

    List<String> withProducts() {
        return database.sql("select distinct catalogue from product order by catalogue")
                .query(String.class)
                .list();
    }
}
