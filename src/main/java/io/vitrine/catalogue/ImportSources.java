package io.vitrine.catalogue;

import io.vitrine.catalogue.sources.Archive;
import io.vitrine.catalogue.sources.NdjsonFile;
import io.vitrine.catalogue.sources.ProductSource;
import io.vitrine.catalogue.sources.RowRefused;
import io.vitrine.catalogue.sources.StylesDirectory;
import io.vitrine.errors.InvalidRequest;
import io.vitrine.jobs.JobContext;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Opens what an import job reads. */
@Component
class ImportSources {

    private static final int MOST_FILES = 10_000_000;

    private final ImportLocations locations;
    private final Uploads uploads;
    private final CatalogueProperties properties;

    ImportSources(ImportLocations locations, Uploads uploads, CatalogueProperties properties) {
        this.locations = locations;
        this.uploads = uploads;
        this.properties = properties;
    }

    /** @throws InvalidRequest when what is there is no catalogue */
    ProductSource open(ImportPlan plan, JobContext job) throws IOException {
        return switch (plan.format()) {
            case DIRECTORY -> directory(locations.checked(plan.location()));
            case ARCHIVE -> directory(unpacked(plan.location(), job));
            case NDJSON -> NdjsonFile.open(uploads.file(plan.location()), properties.largestPictureBytes());
        };
    }

    private ProductSource directory(ImportLocations.Location location) throws IOException {
        try {
            return StylesDirectory.open(location.directory(), location.boundary(), properties.largestPictureBytes());
        } catch (RowRefused noHeader) {
            throw new InvalidRequest("location", "has a styles.csv whose first line " + noHeader.detail());
        }
    }

    private ImportLocations.Location unpacked(String upload, JobContext job) throws IOException {
        Path target = uploads.unpacked(upload);
        job.phase("unpack", "files", 0);
        try {
            Archive.unpack(
                    uploads.file(upload), target, properties.largestUpload().toBytes(), MOST_FILES, files -> {
                        job.advanced(files);
                        job.checkpoint();
                    });
        } catch (Archive.ArchiveRefused refused) {
            throw new InvalidRequest("archive", String.valueOf(refused.getMessage()));
        }
        return StylesDirectory.find(target)
                .map(found -> new ImportLocations.Location(found, target))
                .orElseThrow(() -> new InvalidRequest(
                        "archive", "must hold styles.csv and images/ID.jpg, at the top or one directory down"));
    }
}
