package io.vitrine.catalogue;

import io.vitrine.artefacts.Workspaces;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What callers sent for an import, kept where every replica finds it until the import has ended. */
@Component
class Uploads {

    /** An upload whose import was cancelled is kept this long, for nobody tells when it is not wanted any more. */
    private static final Duration KEPT = Duration.ofDays(3);

    private static final String UPLOAD = "upload-";
    private static final String UNPACKED = "unpacked-";

    private final Workspaces workspaces;
    private final CatalogueProperties properties;

    Uploads(Workspaces workspaces, CatalogueProperties properties) {
        this.workspaces = workspaces;
        this.properties = properties;
    }

    /**
     * Writes the stream to a file and returns the upload's name.
     *
     * @throws UploadTooLarge when it has more bytes than the service takes
     */
    String keep(InputStream content) throws IOException {
        String name = UUID.randomUUID().toString();
        try {
            copy(content, file(name));
            workspaces.handOver(UPLOAD + name);
            return name;
        } catch (IOException | RuntimeException failed) {
            remove(name);
            throw failed;
        }
    }

    Path file(String name) {
        return workspaces.open(UPLOAD + name).resolve("content");
    }

    /** An empty directory for what the upload unpacks to. */
    Path unpacked(String name) throws IOException {
        workspaces.discard(UNPACKED + name);
        return workspaces.open(UNPACKED + name).toRealPath();
    }

    void remove(String name) {
        workspaces.discard(UPLOAD + name);
        workspaces.discard(UNPACKED + name);
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void removeForgotten() {
        Instant oldest = Instant.now().minus(KEPT);
        workspaces.all().forEach((name, changed) -> {
            if ((name.startsWith(UPLOAD) || name.startsWith(UNPACKED)) && changed.isBefore(oldest)) {
                workspaces.discard(name);
            }
        });
    }

    private void copy(InputStream content, Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try (OutputStream output = Files.newOutputStream(file)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                bytes += read;
                if (bytes > properties.largestUpload().toBytes()) {
                    throw new UploadTooLarge(properties.largestUpload());
                }
                output.write(buffer, 0, read);
            }
        }
    }
}
