package io.vitrine.search;

import io.vitrine.catalogue.Products;
import io.vitrine.models.ModelView;
import io.vitrine.models.Models;
import io.vitrine.roles.ConditionalOnRole;
import io.vitrine.roles.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Keeps a service that starts for the first time from being ready before its default catalogue can be searched. Later changes
 * never do: until they are indexed, searches go on with what is there.
 */
@Component
@ConditionalOnRole(Role.WEB)
@Order(Ordered.LOWEST_PRECEDENCE) // after the sample has been drawn and the bundled model activated
class FirstIndex implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstIndex.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Products products;
    private final Models models;
    private final EmbeddingTables tables;
    private final SearchProperties properties;

    FirstIndex(Products products, Models models, EmbeddingTables tables, SearchProperties properties) {
        this.products = products;
        this.models = models;
        this.tables = tables;
        this.properties = properties;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        Instant end = Instant.now().plus(properties.firstIndexPatience());
        try {
            boolean waits = isMissing();
            if (waits) {
                log.info("Waiting for the first index of catalogue {}", products.defaultCatalogue());
            }
            while (waits && Instant.now().isBefore(end)) {
                Thread.sleep(PAUSE);
                waits = isMissing();
            }
            if (waits) {
                log.warn("The default catalogue is not indexed yet; until it is, searches of it are refused");
            }
        } catch (DataAccessException | TransactionException failure) {
            log.warn("Whether the default catalogue is indexed cannot be told now", failure);
        }
    }

    private boolean isMissing() {
        String catalogue = products.defaultCatalogue();
        Optional<ModelView> active = models.active();
        return active.isPresent()
                && products.exists(catalogue)
                && tables.live(active.get().name(), catalogue).isEmpty();
    }
}
