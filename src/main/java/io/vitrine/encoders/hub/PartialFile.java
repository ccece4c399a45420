package io.vitrine.encoders.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A file on its way: its first bytes in {@code FILE.part}, and in {@code FILE.part.of} which content they are the beginning of. */
final class PartialFile {

    private static final String CHECKSUM = "checksum";
    private static final String SIZE = "size";
    private static final String VALIDATOR = "validator";

    private final Path target;
    private final Path bytes;
    private final Path notes;

    PartialFile(Path target) {
        this.target = target;
        this.bytes = target.resolveSibling(target.getFileName() + ".part");
        this.notes = target.resolveSibling(target.getFileName() + ".part.of");
    }

    /**
     * What the bytes belong to.
     *
     * @param validator the entity tag that the sender of the bytes gave the content, if any
     */
    record Content(Checksum checksum, long size, @Nullable String validator) {}

    /** What is here the beginning of, or null when nothing is that could be gone on with. */
    @Nullable
    Content content() throws DownloadFailedException {
        if (!Files.isRegularFile(bytes) || !Files.isRegularFile(notes)) {
            return null;
        }
        Properties read = new Properties();
        try (InputStream input = Files.newInputStream(notes)) {
            read.load(input);
            Checksum checksum = Checksum.ofTag(read.getProperty(CHECKSUM, ""));
            long size = Long.parseLong(read.getProperty(SIZE, ""));
            return checksum == null || length() > size
                    ? null
                    : new Content(checksum, size, read.getProperty(VALIDATOR));
        } catch (IllegalArgumentException damaged) {
            return null;
        } catch (IOException e) {
            throw failed("read", notes, e);
        }
    }

    long length() throws DownloadFailedException {
        try {
            return Files.size(bytes);
        } catch (IOException e) {
            throw failed("read", bytes, e);
        }
    }

    /** Begins anew with the first byte of a content. */
    FileChannel begin(Content content) throws DownloadFailedException {
        discard();
        Properties written = new Properties();
        written.setProperty(CHECKSUM, content.checksum().hex());
        written.setProperty(SIZE, Long.toString(content.size()));
        if (content.validator() != null) {
            written.setProperty(VALIDATOR, content.validator());
        }
        try (OutputStream output = Files.newOutputStream(notes)) {
            written.store(output, null);
        } catch (IOException e) {
            throw failed("write", notes, e);
        }
        return open(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Goes on behind the bytes that are here. */
    FileChannel goOn() throws DownloadFailedException {
        return open(StandardOpenOption.APPEND);
    }

    private FileChannel open(StandardOpenOption... options) throws DownloadFailedException {
        StandardOpenOption[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = StandardOpenOption.WRITE;
        try {
            return FileChannel.open(bytes, all);
        } catch (IOException e) {
            throw failed("write", bytes, e);
        }
    }

    void write(FileChannel channel, ByteBuffer piece) throws DownloadFailedException {
        try {
            while (piece.hasRemaining()) {
                channel.write(piece);
            }
        } catch (IOException e) {
            throw failed("write", bytes, e);
        }
    }

    /** Gives the file its name if it is what it should be; else lets go of it. */
    boolean finish(Content content) throws DownloadFailedException {
        try {
            if (length() != content.size() || !content.checksum().matches(bytes)) {
                discard();
                return false;
            }
            try (FileChannel channel = FileChannel.open(bytes, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(bytes, target, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(notes);
            return true;
        } catch (IOException e) {
            throw failed("finish", bytes, e);
        }
    }

    void discard() throws DownloadFailedException {
        try {
            Files.deleteIfExists(bytes);
            Files.deleteIfExists(notes);
        } catch (IOException e) {
            throw failed("delete", bytes, e);
        }
    }

    private static DownloadFailedException failed(String verb, Path file, IOException e) {
        return e instanceof DownloadFailedException told
                ? told
                : new DownloadFailedException(
                        "cannot " + verb + " " + file + " (" + DownloadFailedException.reason(e) + ")", e);
    }
}
