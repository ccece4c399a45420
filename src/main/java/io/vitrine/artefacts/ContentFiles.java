package io.vitrine.artefacts;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.Objects;

/** Files that are written once, whole, and known by the SHA-256 of their content. */
final class ContentFiles {

    private ContentFiles() {}

    static String hash(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    static String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (OutputStream digesting = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(file, digesting);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Writes all that the stream holds, forces it to the disk, and returns its hash. */
    static String write(InputStream content, Path file) throws IOException {
        MessageDigest digest = sha256();
        try (FileOutputStream output = new FileOutputStream(file.toFile());
                DigestOutputStream digesting = new DigestOutputStream(output, digest)) {
            content.transferTo(digesting);
            digesting.flush();
            output.getFD().sync();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Moves a finished file or directory to its place, unless another was first, for that has the same content. */
    static void publish(Path finished, Path place) throws IOException {
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
