package io.vitrine.catalogue.sources;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads UTF-8 text line by line and survives what one bad line may hold: broken encoding, or no end. */
final class Lines implements Closeable {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream input;
    private final int longest;
    private long number;

    /** @param longest the most bytes that a line may have; a longer one is refused without being kept in memory */
    Lines(InputStream input, int longest) {
        this.input = new BufferedInputStream(input, 1 << 16);
        this.longest = longest;
    }

    /** Counts the lines that are not blank, as {@link #next} will hand them over. */
    static long count(Path file) throws IOException {
        long lines = 0;
        boolean blank = true;
        try (InputStream input = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (int read = input.read(); read >= 0; read = input.read()) {
                if (read == '\n') {
                    lines += blank ? 0 : 1;
                    blank = true;
                } else if (read > ' ') {
                    blank = false;
                }
            }
        }
        return lines + (blank ? 0 : 1);
    }

    /** The number of the line that came last, counted from 1. */
    long number() {
        return number;
    }

    /** The next line that is not blank, without its end; null after the last. */
    @Nullable
    String next() throws IOException, RowRefused {
        byte[] line;
        do {
            line = nextBytes();
            if (line == null) {
                return null;
            }
        } while (isBlank(line));
        String text = decode(line);
        return number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private byte @Nullable [] nextBytes() throws IOException, RowRefused {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        long length = 0;
        int read = input.read();
        if (read < 0) {
            return null;
        }
        number++;
        for (; read >= 0 && read != '\n'; read = input.read()) {
            if (++length <= longest) {
                line.write(read);
            }
        }
        if (length > longest) {
            throw new RowRefused(SkipReason.MALFORMED_ROW, "is longer than " + longest + " bytes");
        }
        return line.toByteArray();
    }

    private static boolean isBlank(byte[] line) {
        for (byte each : line) {
            if (each < 0 || each > ' ') {
                return false;
            }
        }
        return true;
    }

    private static String decode(byte[] line) throws RowRefused {
        int length = line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line, 0, length))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new RowRefused(SkipReason.MALFORMED_ROW, "is not valid UTF-8");
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
