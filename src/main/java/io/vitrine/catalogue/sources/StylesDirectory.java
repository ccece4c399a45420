package io.vitrine.catalogue.sources;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The data set's own layout: a directory with {@code styles.csv}, and {@code images/ID.jpg} for each row. */
public final class StylesDirectory implements ProductSource {

    private static final String STYLES = "styles.csv";
    private static final String IMAGES = "images";
    private static final List<String> EXTENSIONS = List.of(".jpg", ".jpeg", ".png");
    private static final int LONGEST_LINE = 1 << 16;

    private final Path directory;
    private final Path boundary;
    private final int largestPicture;
    private final Lines lines;
    private final StylesRow rows;

    private StylesDirectory(Path directory, Path boundary, int largestPicture, Lines lines, StylesRow rows) {
        this.directory = directory;
        this.boundary = boundary;
        this.largestPicture = largestPicture;
        this.lines = lines;
        this.rows = rows;
    }

    /** The directory with the layout: the given one, or the only one directly in it that has it. */
    public static Optional<Path> find(Path directory) throws IOException {
        if (hasLayout(directory)) {
            return Optional.of(directory);
        }
        try (Stream<Path> inside = Files.list(directory)) {
            List<Path> found = inside.filter(StylesDirectory::hasLayout).toList();
            return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
        }
    }

    private static boolean hasLayout(Path directory) {
        return Files.isRegularFile(directory.resolve(STYLES)) && Files.isDirectory(directory.resolve(IMAGES));
    }

    /**
     * Opens the layout and reads its header.
     *
     * @param boundary the real directory that every file must lie in after links are followed
     * @param largestPicture bytes; a larger file is not read
     * @throws RowRefused when the first line is not a header
     */
    public static StylesDirectory open(Path directory, Path boundary, int largestPicture)
            throws IOException, RowRefused {
        Path styles = directory.resolve(STYLES).toRealPath();
        if (!styles.startsWith(boundary)) {
            throw new IOException(STYLES + " is a link to somewhere outside of the import's location");
        }
        Lines lines = new Lines(Files.newInputStream(styles), LONGEST_LINE);
        try {
            String header = lines.next();
            StylesRow rows = StylesRow.withHeader(header == null ? "" : header);
            return new StylesDirectory(directory, boundary, largestPicture, lines, rows);
        } catch (IOException | RowRefused | RuntimeException failed) {
            lines.close();
            throw failed;
        }
    }

    @Override
    public long rows() throws IOException {
        return Math.max(0, Lines.count(directory.resolve(STYLES)) - 1);
    }

    @Override
    public @Nullable SourceRow next() throws IOException, RowRefused {
        String line = lines.next();
        return line == null ? null : rows.parse(line, this::picture);
    }

    @Override
    public long line() {
        return lines.number();
    }

    private byte[] picture(String id) throws RowRefused {
        for (String extension : EXTENSIONS) {
            Path file = file(id + extension);
            if (Files.isRegularFile(file)) {
                return read(file);
            }
        }
        throw new RowRefused(SkipReason.MISSING_PICTURE, "has no picture images/" + id + EXTENSIONS.getFirst());
    }

    private Path file(String name) throws RowRefused {
        try {
            Path file = directory.resolve(IMAGES).resolve(name);
            if (Path.of(name).getNameCount() == 1 && !Path.of(name).isAbsolute()) {
                return file;
            }
        } catch (InvalidPathException notAName) {
            // falls through: such an id names no file
        }
        throw new RowRefused(SkipReason.INVALID_VALUE, "has an id that cannot be a file's name");
    }

    private byte[] read(Path file) throws RowRefused {
        try {
            if (!file.toRealPath().startsWith(boundary)) {
                throw new RowRefused(SkipReason.MISSING_PICTURE, "has a picture that is a link to somewhere outside");
            }
            return readUpToTheLimit(file);
        } catch (IOException failed) {
            throw new RowRefused(SkipReason.UNREADABLE_PICTURE, "has a picture whose file cannot be read");
        }
    }

    private byte[] readUpToTheLimit(Path file) throws IOException, RowRefused {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] content = input.readNBytes(largestPicture + 1);
            if (content.length > largestPicture) {
                throw new RowRefused(
                        SkipReason.UNREADABLE_PICTURE, "has a picture of more than " + largestPicture + " bytes");
            }
            return content;
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
