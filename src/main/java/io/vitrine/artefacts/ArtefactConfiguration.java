package io.vitrine.artefacts;

import java.io.IOException;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Chooses what carries files from one replica to another. */
@Configuration(proxyBeanMethods = false)
class ArtefactConfiguration {

    private final ArtefactProperties properties;
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    ArtefactConfiguration(ArtefactProperties properties, JdbcClient database, PlatformTransactionManager transactions) {
        this.properties = properties;
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Bean
    ArtefactStore artefactStore() throws IOException {
        DirectoryArtefactStore directory = new DirectoryArtefactStore(properties.dataDirectory());
        return switch (properties.artefacts().store()) {
            case DIRECTORY -> directory;
            case DATABASE -> new DatabaseArtefactStore(directory, new DatabaseContents(database), transaction);
        };
    }

    /** Before anything is registered that may be there already. */
    @Bean
    @Order(-3)
    ApplicationRunner copiesHandedIn(ArtefactStore store) {
        return arguments -> {
            if (store instanceof DatabaseArtefactStore inDatabase) {
                inDatabase.handInCopies();
            }
        };
    }

    @Bean
    Workspaces workspaces() throws IOException {
        DirectoryWorkspaces directories = new DirectoryWorkspaces(properties.dataDirectory());
        return switch (properties.artefacts().store()) {
            case DIRECTORY -> directories;
            case DATABASE -> new DatabaseWorkspaces(directories, database, new DatabaseContents(database), transaction);
        };
    }
}
