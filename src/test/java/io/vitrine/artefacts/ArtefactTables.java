package io.vitrine.artefacts;

import io.vitrine.testing.TestDatabase;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** A database with nothing but the tables of artefacts, and how replicas reach it. */
record ArtefactTables(DataSource source, JdbcClient database, TransactionTemplate transaction) {

    static ArtefactTables create() {
        DataSource source = TestDatabase.create().dataSource();
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/V15__artefacts.sql")).execute(source);
        return of(source);
    }

    static ArtefactTables of(DataSource source) {
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new ArtefactTables(source, JdbcClient.create(source), transaction);
    }

    DatabaseContents contents() {
        return new DatabaseContents(database);
    }

    int count(String table) {
        return database.sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }

    /** Makes every second piece break off as a lost connection would, after the first has been written. */
    void breakSecondPieces() {
        database.sql("alter table artefact_piece add constraint broken check (number < 1)")
                .update();
    }

    void mend() {
        database.sql("alter table artefact_piece drop constraint broken").update();
    }
}
