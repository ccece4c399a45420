package io.vitrine.catalogue;

import io.vitrine.catalogue.sources.ProductSource;
import io.vitrine.jobs.JobContext;
import java.io.IOException;
import org.springframework.stereotype.Component;

/**
 * Takes a source's products into a catalogue. Running it again changes nothing that is the same, so an import that was cut
 * off is simply run again.
 */
@Component
class Importer {

    private final ProductWriter writer;
    private final Pictures pictures;
    private final CatalogueChanges changes;

    Importer(ProductWriter writer, Pictures pictures, CatalogueChanges changes) {
        this.writer = writer;
        this.pictures = pictures;
        this.changes = changes;
    }

    ImportReport run(String catalogue, ProductSource source, JobContext job) throws IOException {
        job.phase("import", "rows", source.rows());
        ImportReport.Tally tally = new ImportReport.Tally();
        try (ImportRun run = new ImportRun(source, pictures, tally)) {
            for (ImportRun.Batch batch = run.next(); !batch.isEmpty(); batch = run.next()) {
                tally.written(writer.write(catalogue, batch.drafts()));
                job.advanced(tally.rows());
                job.checkpoint();
            }
        } finally {
            if (tally.tookAnything()) { // also what a run wrote before its process died
                changes.announce(catalogue);
            }
        }
        return tally.report(catalogue);
    }
}
