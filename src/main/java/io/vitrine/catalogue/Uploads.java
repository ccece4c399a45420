package io.vitrine.catalogue;

import io.vitrine.artefacts.ArtefactStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** What callers sent for an import, kept where every replica finds it until the import has ended. */
@Component
class Uploads {

    /** An upload whose import was cancelled is kept this long, for nobody tells when it is not wanted any more. */
    private static final Duration KEPT = Duration.ofDays(3);

    private final ArtefactStore artefacts;
    private final CatalogueProperties properties;

    Uploads(ArtefactStore artefacts, CatalogueProperties properties) {
        this.artefacts = artefacts;
        this.properties = properties;
    }

    /**
     * Writes the stream to a file and returns the upload's name.
     *
     * @throws UploadTooLarge when it has more bytes than the service takes
     */
    String keep(InputStream content) throws IOException {
        removeForgotten();
        String name = UUID.randomUUID().toString();
        try {
            copy(content, file(name));
            return name;
        } catch (IOException | RuntimeException failed) {
            remove(name);
            throw failed;
        }
    }

    Path file(String name) {
        return directory().resolve(name);
    }

    /** An empty directory for what the upload unpacks to. */
    Path unpacked(String name) throws IOException {
        Path unpacked = directory().resolve(name + ".unpacked");
        FileSystemUtils.deleteRecursively(unpacked);
        return Files.createDirectory(unpacked).toRealPath();
    }

    void remove(String name) throws IOException {
        Files.deleteIfExists(file(name));
        FileSystemUtils.deleteRecursively(directory().resolve(name + ".unpacked"));
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

    private void removeForgotten() throws IOException {
        Instant oldest = Instant.now().minus(KEPT);
        List<Path> uploads;
        try (Stream<Path> found = Files.list(directory())) {
            uploads = found.toList();
        }
        for (Path upload : uploads) {
            if (Files.getLastModifiedTime(upload).toInstant().isBefore(oldest)) {
                FileSystemUtils.deleteRecursively(upload);
            }
        }
    }

    private Path directory() {
        return artefacts.workspace("catalogue-uploads");
    }
}
