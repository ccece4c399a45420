package io.vitrine.artefacts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * Artefacts as files: {@code artefacts/ab/abcd…}, written beside their place, forced to the disk and renamed into it, so that a
 * file that exists is whole.
 */
final class DirectoryArtefactStore implements ArtefactStore {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Path artefacts;
    private final Path directories;
    private final Path unfinished;

    /** @param data the data directory, of which the store takes some subdirectories */
    DirectoryArtefactStore(Path data) throws IOException {
        Path root = data.toAbsolutePath().normalize();
        artefacts = Files.createDirectories(root.resolve("artefacts"));
        directories = Files.createDirectories(root.resolve("directories"));
        unfinished = Files.createDirectories(root.resolve("unfinished"));
    }

    @Override
    public String put(byte[] content) {
        String hash = ContentFiles.hash(content);
        return contains(hash) ? hash : put(new ByteArrayInputStream(content));
    }

    @Override
    public String put(InputStream content) {
        try {
            Path file = Files.createTempFile(unfinished, "put-", ".tmp");
            try {
                String hash = ContentFiles.write(content, file);
                ContentFiles.publish(file, place(hash));
                return hash;
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The artefact could not be stored", failure);
        }
    }

    @Override
    public String putDirectory(Path directory) {
        try {
            return put(DirectoryManifest.of(directory, this::putFile).bytes());
        } catch (IOException failure) {
            throw new UncheckedIOException("The directory could not be stored", failure);
        }
    }

    @Override
    public boolean contains(String hash) {
        return HASH.matcher(hash).matches() && Files.isRegularFile(place(hash));
    }

    @Override
    public byte[] get(String hash) {
        try {
            return Files.readAllBytes(path(hash));
        } catch (IOException failure) {
            throw new UncheckedIOException("The artefact could not be read", failure);
        }
    }

    @Override
    public Path path(String hash) {
        if (!contains(hash)) {
            throw new ArtefactNotFound(hash);
        }
        return place(hash);
    }

    @Override
    public Path directory(String hash) {
        DirectoryManifest manifest = DirectoryManifest.parse(get(hash));
        Path target = directories.resolve(hash);
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            Path assembled = Files.createTempDirectory(unfinished, "directory-");
            try {
                for (Map.Entry<String, String> file : manifest.hashes().entrySet()) {
                    assemble(assembled.resolve(file.getKey()), path(file.getValue()));
                }
                ContentFiles.publish(assembled, target);
                return target;
            } finally {
                FileSystemUtils.deleteRecursively(assembled);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The stored directory could not be assembled", failure);
        }
    }

    /** Hands over the hashes of all that is stored here. */
    void hashes(Consumer<Stream<String>> taker) {
        try (Stream<Path> found = Files.walk(artefacts)) {
            taker.accept(found.map(path -> path.getFileName().toString()).filter(HASH.asMatchPredicate()));
        } catch (IOException failure) {
            throw new UncheckedIOException("The artefacts could not be listed", failure);
        }
    }

    private String putFile(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return put(content);
        }
    }

    private Path place(String hash) {
        return artefacts.resolve(hash.substring(0, 2)).resolve(hash);
    }

    private static void assemble(Path link, Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(link.getParent()));
        try {
            Files.createLink(link, file);
        } catch (IOException | UnsupportedOperationException noHardLinks) {
            Files.copy(file, link, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
