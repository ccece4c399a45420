package io.vitrine.catalogue.sources;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/**
 * Unpacks a zip, tar or gzipped tar that a caller sent, and trusts nothing in it: an entry stays below the target, links
 * and devices are left out, and neither the number of files nor their bytes may pass a limit.
 */
public final class Archive {

    private static final int DEEPEST = 8;

    private final long mostBytes;
    private final int mostFiles;
    private long bytes;
    private long files;

    private Archive(long mostBytes, int mostFiles) {
        this.mostBytes = mostBytes;
        this.mostFiles = mostFiles;
    }

    /** An archive that may not be unpacked: what is wrong with it. */
    public static final class ArchiveRefused extends Exception {
        ArchiveRefused(String problem) {
            super(problem, null, false, false);
        }
    }

    /**
     * Unpacks the archive below the target, which is an empty directory.
     *
     * @param unpacked hears how many files are there after each one
     */
    public static void unpack(Path archive, Path target, long mostBytes, int mostFiles, LongConsumer unpacked)
            throws IOException, ArchiveRefused {
        try (InputStream content = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
                InputStream plain = decompressed(content);
                ArchiveInputStream<?> entries = opened(plain)) {
            new Archive(mostBytes, mostFiles).unpack(entries, target, unpacked);
        } catch (EOFException | ZipException broken) {
            throw new ArchiveRefused("is cut off or damaged");
        }
    }

    /** Archives are told by their first bytes, compressed or not; the name they came under plays no part. */
    private static InputStream decompressed(InputStream content) throws IOException {
        content.mark(2);
        boolean gzip = content.read() == 0x1f && content.read() == 0x8b;
        content.reset();
        return gzip ? new BufferedInputStream(new GZIPInputStream(content, 1 << 16), 1 << 16) : content;
    }

    private static ArchiveInputStream<?> opened(InputStream plain) throws ArchiveRefused {
        try {
            return switch (ArchiveStreamFactory.detect(plain)) {
                case ArchiveStreamFactory.ZIP, ArchiveStreamFactory.JAR -> new ZipArchiveInputStream(plain);
                case ArchiveStreamFactory.TAR -> new TarArchiveInputStream(plain);
                default -> throw new ArchiveRefused("is not a zip, tar or gzipped tar");
            };
        } catch (ArchiveException unknown) {
            throw new ArchiveRefused("is not a zip, tar or gzipped tar");
        }
    }

    private void unpack(ArchiveInputStream<?> entries, Path target, LongConsumer unpacked)
            throws IOException, ArchiveRefused {
        for (ArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            if (isPlainFile(entry) && entries.canReadEntryData(entry)) {
                write(entries, place(entry.getName(), target));
                unpacked.accept(files);
            }
        }
    }

    private static boolean isPlainFile(ArchiveEntry entry) {
        return switch (entry) {
            case TarArchiveEntry tar -> tar.isFile() && !tar.isLink() && !tar.isSymbolicLink();
            case ZipArchiveEntry zip -> !zip.isDirectory() && !zip.isUnixSymlink();
            default -> !entry.isDirectory();
        };
    }

    private static Path place(String name, Path target) throws ArchiveRefused {
        try {
            Path place = target.resolve(name.replace('\\', '/')).normalize();
            if (place.startsWith(target)
                    && !place.equals(target)
                    && target.relativize(place).getNameCount() <= DEEPEST) {
                return place;
            }
        } catch (InvalidPathException impossible) {
            throw new ArchiveRefused("has an entry whose name cannot be a file's");
        }
        throw new ArchiveRefused("has an entry that leaves its directory or lies too deep: " + name);
    }

    private void write(InputStream entry, Path place) throws IOException, ArchiveRefused {
        if (++files > mostFiles) {
            throw new ArchiveRefused("has more than " + mostFiles + " files");
        }
        Files.createDirectories(Objects.requireNonNull(place.getParent()));
        try (OutputStream file = Files.newOutputStream(place)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = entry.read(buffer); read >= 0; read = entry.read(buffer)) {
                bytes += read;
                if (bytes > mostBytes) {
                    throw new ArchiveRefused("unpacks to more than " + mostBytes + " bytes");
                }
                file.write(buffer, 0, read);
            }
        }
    }
}
