package io.vitrine.catalogue;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells every process that a catalogue has changed, whichever of them changed it: by an event here, by a row to the others. */
@Component
class CatalogueChanges {

    private final JdbcClient database;
    private final ApplicationEventPublisher events;
    private final UUID process = UUID.randomUUID();
    private final Map<String, Long> heard = new ConcurrentHashMap<>();

    CatalogueChanges(JdbcClient database, ApplicationEventPublisher events) {
        this.database = database;
        this.events = events;
    }

    /** Takes part in the caller's transaction: when that commits, this process hears at once, and others within a second. */
    void announce(String catalogue) {
        database.sql("""
                        insert into catalogue_change (catalogue, process) values (:catalogue, :process)
                        on conflict (catalogue) do update
                        set revision = catalogue_change.revision + 1, process = excluded.process""")
                .param("catalogue", catalogue)
                .param("process", process)
                .update();
        events.publishEvent(new CatalogueChanged(catalogue));
    }

    /** Where this process made the last change, its own event came after all earlier ones of others. */
    @Scheduled(fixedDelay = 1000)
    synchronized void hear() {
        List<Change> changes = database.sql(
                        "select catalogue, revision from catalogue_change where process <> :process")
                .param("process", process)
                .query(Change.class)
                .list();
        for (Change change : changes) {
            if (heard.getOrDefault(change.catalogue(), 0L) != change.revision()) {
                events.publishEvent(new CatalogueChanged(change.catalogue()));
                heard.put(change.catalogue(), change.revision());
            }
        }
    }

    private record Change(String catalogue, long revision) {}
}
