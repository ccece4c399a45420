package io.vitrine.catalogue;

import io.vitrine.catalogue.sources.ProductSource;
import io.vitrine.jobs.JobContext;
import io.vitrine.jobs.JobHandler;
import io.vitrine.jobs.JobStopped;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** The job that imports a catalogue; two imports into the same catalogue exclude each other. */
@Component
class CatalogueImport implements JobHandler<ImportPlan> {

    private final ImportSources sources;
    private final Importer importer;
    private final Uploads uploads;

    CatalogueImport(ImportSources sources, Importer importer, Uploads uploads) {
        this.sources = sources;
        this.importer = importer;
        this.uploads = uploads;
    }

    @Override
    public String type() {
        return ImportPlan.JOB_TYPE;
    }

    @Override
    public Class<ImportPlan> planType() {
        return ImportPlan.class;
    }

    @Override
    public String conflictKey(ImportPlan plan) {
        return plan.catalogue();
    }

    @Override
    public ImportReport run(ImportPlan plan, JobContext job) throws IOException {
        boolean ended = true;
        try (ProductSource source = sources.open(plan, job)) {
            return importer.run(plan.catalogue(), source, job);
        } catch (JobStopped stopped) {
            ended = false; // another process may take the job up again
            throw stopped;
        } finally {
            if (ended && plan.format() != ImportPlan.Format.DIRECTORY) {
                uploads.remove(plan.location());
            }
        }
    }
}
