package io.vitrine.search;

import io.vitrine.jobs.JobStatus;
import io.vitrine.jobs.JobView;
import io.vitrine.jobs.Jobs;
import io.vitrine.jobs.SpareSlots;
import io.vitrine.roles.ConditionalOnRole;
import io.vitrine.roles.Role;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has this worker help others that index, while it has a place for a job free and no job waits for it. */
@Component
@ConditionalOnRole(Role.WORKER)
class IndexHelp implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(IndexHelp.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final SharedFillings fillings;
    private final IndexParts parts;
    private final Indexer indexer;
    private final Jobs jobs;
    private final SpareSlots slots;
    private final AtomicBoolean helping = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("index-help").daemon().factory());

    IndexHelp(SharedFillings fillings, IndexParts parts, Indexer indexer, Jobs jobs, SpareSlots slots) {
        this.fillings = fillings;
        this.parts = parts;
        this.indexer = indexer;
        this.jobs = jobs;
        this.slots = slots;
    }

    /** Looks for work to help with; help itself has a thread of its own. */
    @Scheduled(fixedDelayString = "${vitrine.search.indexing-delay:1s}")
    void look() {
        if (helping.compareAndSet(false, true)) {
            thread.execute(() -> {
                try {
                    fillings.offers().stream()
                            .filter(offer -> !parts.leads(offer.table()) && isWanted(offer.job()))
                            .forEach(offer -> slots.use(() -> help(offer)));
                } catch (RuntimeException failure) {
                    log.warn("Whether another worker wants help cannot be told now", failure);
                } finally {
                    helping.set(false);
                }
            });
        }
    }

    private void help(SharedFillings.Offer offer) {
        log.info("Helping job {} to fill {}", offer.job(), offer.table().name());
        try {
            Filled filled = indexer.help(offer.table(), new Wanted(offer.job())::check);
            log.info("Helped job {}: {} products", offer.job(), filled.products());
        } catch (NotWanted over) {
            log.debug("The help for job {} is not wanted any more", offer.job());
        } catch (RuntimeException failure) {
            log.warn("Job {} could not be helped", offer.job(), failure);
        }
    }

    /** While the job runs, and none waits for the place that the help takes. */
    private boolean isWanted(UUID job) {
        return jobs.find(job)
                        .map(JobView::status)
                        .filter(JobStatus.RUNNING::equals)
                        .isPresent()
                && jobs.count(null, JobStatus.QUEUED) == 0;
    }

    /** Ends help soon after it is no longer wanted. */
    private final class Wanted {

        private final UUID job;
        private long looked = System.nanoTime();

        Wanted(UUID job) {
            this.job = job;
        }

        void check() {
            if (thread.isShutdown()) {
                throw new NotWanted();
            }
            if (System.nanoTime() - looked > BETWEEN_LOOKS.toNanos()) {
                looked = System.nanoTime();
                if (!isWanted(job)) {
                    throw new NotWanted();
                }
            }
        }
    }

    private static final class NotWanted extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    @Override
    public void destroy() {
        thread.shutdown();
    }
}
