package io.vitrine.catalogue;

import io.vitrine.errors.InvalidRequest;
import io.vitrine.jobs.JobView;
import io.vitrine.jobs.Jobs;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Starts imports. */
@RestController
@RequestMapping(path = "/api/catalogue-imports", produces = MediaType.APPLICATION_JSON_VALUE)
class ImportController {

    private final Jobs jobs;
    private final ImportLocations locations;
    private final Uploads uploads;

    ImportController(Jobs jobs, ImportLocations locations, Uploads uploads) {
        this.jobs = jobs;
        this.locations = locations;
        this.uploads = uploads;
    }

    /**
     * @param catalogue which catalogue takes the products; {@code main} when left out
     * @param location a directory of the server
     */
    record ImportRequest(
            @Nullable String catalogue, @Nullable String location) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<JobView> importDirectory(@RequestBody ImportRequest request) {
        String catalogue = catalogue(request.catalogue());
        if (request.location() == null) {
            throw new InvalidRequest("location", "is required: a directory of the server");
        }
        ImportLocations.Location location = locations.checked(request.location());
        return submit(new ImportPlan(
                catalogue, ImportPlan.Format.DIRECTORY, location.directory().toString()));
    }

    /** Takes the same layout as a zip, tar or gzipped tar in the body. */
    @PostMapping(consumes = {"application/zip", "application/x-tar", "application/gzip", "application/x-gzip"})
    ResponseEntity<JobView> importArchive(@RequestParam(required = false) @Nullable String catalogue, InputStream body)
            throws IOException {
        return submitUpload(catalogue(catalogue), ImportPlan.Format.ARCHIVE, body);
    }

    /** Takes one product per line in the body, as {@code {"id", "name", "attributes", "picture"}}. */
    @PostMapping(consumes = MediaType.APPLICATION_NDJSON_VALUE)
    ResponseEntity<JobView> importLines(@RequestParam(required = false) @Nullable String catalogue, InputStream body)
            throws IOException {
        return submitUpload(catalogue(catalogue), ImportPlan.Format.NDJSON, body);
    }

    private static String catalogue(@Nullable String name) {
        return CatalogueName.checked(name == null ? Products.MAIN : name);
    }

    private ResponseEntity<JobView> submitUpload(String catalogue, ImportPlan.Format format, InputStream body)
            throws IOException {
        String upload = uploads.keep(body);
        try {
            return submit(new ImportPlan(catalogue, format, upload));
        } catch (RuntimeException refused) {
            uploads.remove(upload);
            throw refused;
        }
    }

    private ResponseEntity<JobView> submit(ImportPlan plan) {
        JobView job = jobs.submit(ImportPlan.JOB_TYPE, plan);
        return ResponseEntity.accepted()
                .location(URI.create("/api/jobs/" + job.id()))
                .body(job);
    }
}
