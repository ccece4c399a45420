package io.vitrine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

@WithPostgres
@SpringBootTest
class WithPostgresIT {

    @Autowired
    JdbcClient database;

    @Test
    void givesTheApplicationAMigratedDatabaseOfItsOwn() {
        assertThat(text("select current_database()")).startsWith("vitrine_test_");
        assertThat(text("select count(*) from flyway_schema_history where not success"))
                .isEqualTo("0");
    }

    @Test
    void offersVectorsNewEnoughForIterativeScans() {
        String[] version = text("select extversion from pg_extension where extname = 'vector'")
                .split("\\.", -1);
        assertThat(Integer.parseInt(version[0]) * 100 + Integer.parseInt(version[1]))
                .isGreaterThanOrEqualTo(8);
    }

    private String text(String query) {
        return database.sql("select (" + query + ")::text").query(String.class).single();
    }
}
