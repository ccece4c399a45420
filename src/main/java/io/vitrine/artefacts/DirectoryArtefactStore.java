package io.vitrine.artefacts;

import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Artefacts as files: {@code artefacts/ab/abcd…}, written beside their place, forced to the disk and renamed into it, so that a
 * file that exists is whole.
 */
@Component
final class DirectoryArtefactStore implements ArtefactStore {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern WORKSPACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Path artefacts;
    private final Path directories;
    private final Path workspaces;
    private final Path unfinished;

    DirectoryArtefactStore(ArtefactProperties properties) throws IOException {
        Path root = properties.dataDirectory().toAbsolutePath().normalize();
        artefacts = Files.createDirectories(root.resolve("artefacts"));
        directories = Files.createDirectories(root.resolve("directories"));
        workspaces = Files.createDirectories(root.resolve("workspaces"));
        unfinished = Files.createDirectories(root.resolve("unfinished"));
    }

    @Override
    public String put(byte[] content) {
        String hash = HexFormat.of().formatHex(sha256().digest(content));
        return contains(hash) ? hash : put(new ByteArrayInputStream(content));
    }

    @Override
    public String put(InputStream content) {
        try {
            Path file = Files.createTempFile(unfinished, "put-", ".tmp");
            try {
                String hash = write(content, file);
                publish(file, place(hash));
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
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                try (InputStream content = Files.newInputStream(file)) {
                    hashes.put(directory.relativize(file).toString().replace('\\', '/'), put(content));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The directory could not be stored", failure);
        }
        return put(DirectoryManifest.of(hashes).bytes());
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
                publish(assembled, target);
                return target;
            } finally {
                FileSystemUtils.deleteRecursively(assembled);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The stored directory could not be assembled", failure);
        }
    }

    @Override
    public Path workspace(String name) {
        if (!WORKSPACE.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a workspace's name: " + name);
        }
        try {
            return Files.createDirectories(workspaces.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException("The workspace could not be made", failure);
        }
    }

    private Path place(String hash) {
        return artefacts.resolve(hash.substring(0, 2)).resolve(hash);
    }

    private static String write(InputStream content, Path file) throws IOException {
        MessageDigest digest = sha256();
        try (FileOutputStream output = new FileOutputStream(file.toFile());
                DigestOutputStream digesting = new DigestOutputStream(output, digest)) {
            content.transferTo(digesting);
            digesting.flush();
            output.getFD().sync();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void assemble(Path link, Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(link.getParent()));
        try {
            Files.createLink(link, file);
        } catch (IOException | UnsupportedOperationException noHardLinks) {
            Files.copy(file, link, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void publish(Path finished, Path place) throws IOException {
        Path parent = Files.createDirectories(Objects.requireNonNull(place.getParent()));
        try {
            Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException anotherWasFirst) {
            return;
        } catch (AtomicMoveNotSupportedException impossible) {
            throw new IOException("The data directory must be one file system", impossible);
        } catch (IOException failure) {
            if (!Files.exists(place)) {
                throw failure;
            }
        }
        force(parent);
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
