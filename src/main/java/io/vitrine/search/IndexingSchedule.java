package io.vitrine.search;

import io.vitrine.catalogue.CatalogueChanged;
import io.vitrine.jobs.JobConflict;
import io.vitrine.jobs.Jobs;
import io.vitrine.models.ModelActivated;
import io.vitrine.models.ModelView;
import io.vitrine.models.Models;
import io.vitrine.roles.ConditionalOnRole;
import io.vitrine.roles.Role;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Gathers changes of catalogues and has them indexed for the active model soon after, wherever they were made. */
@Component
@ConditionalOnRole(Role.WORKER)
class IndexingSchedule {

    private static final Logger log = LoggerFactory.getLogger(IndexingSchedule.class);

    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private volatile boolean allDue;
    private final Models models;
    private final Catalogues catalogues;
    private final Indexer indexer;
    private final Jobs jobs;

    IndexingSchedule(Models models, Catalogues catalogues, Indexer indexer, Jobs jobs) {
        this.models = models;
        this.catalogues = catalogues;
        this.indexer = indexer;
        this.jobs = jobs;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void catalogueChanged(CatalogueChanged change) {
        changed.add(change.catalogue());
    }

    /** What changed while this process did not run, or while the version that is active now was being made ready. */
    @EventListener({ApplicationStartedEvent.class, ModelActivated.class})
    void checkAll() {
        allDue = true;
    }

    @Scheduled(fixedDelayString = "${vitrine.search.indexing-delay:1s}")
    void indexChanges() {
        if (allDue) {
            changed.addAll(catalogues.withProducts()); // without a database, the next run tries again
            allDue = false;
        }
        if (changed.isEmpty()) {
            return;
        }
        models.active().ifPresent(active -> Set.copyOf(changed).forEach(catalogue -> index(active, catalogue)));
    }

    private void index(ModelView active, String catalogue) {
        changed.remove(catalogue);
        try {
            if (!indexer.isCurrent(active.name(), catalogue)) {
                jobs.submit(IndexingJob.TYPE, new IndexingPlan(active.name(), catalogue));
            }
        } catch (JobConflict busy) {
            // The job that is under way may have passed the change already; ask again once it is done.
            changed.add(catalogue);
        } catch (RuntimeException failure) {
            changed.add(catalogue);
            log.warn("Catalogue {} could not be handed to indexing and will be again", catalogue, failure);
        }
    }
}
