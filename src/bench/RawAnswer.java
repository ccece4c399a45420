import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * What came back for a request.
 *
 * @param status 0 when nothing came, or nothing that is HTTP
 * @param headers by names in small letters
 * @param millis until the answer was complete
 * @param fault why there is no answer, empty when there is one
 */
record RawAnswer(int status, Map<String, String> headers, byte[] body, double millis, String fault) {

    private static final String LINE = "\r\n";
    private static final String GO_ON = "HTTP/1.1 100 ";

    static RawAnswer none(String fault, double millis) {
        return new RawAnswer(0, Map.of(), new byte[0], millis, fault);
    }

    static RawAnswer of(byte[] bytes, double millis) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(LINE + LINE);
        if (end >= 0 && text.startsWith(GO_ON)) {
            return of(Arrays.copyOfRange(bytes, end + 4, bytes.length), millis);
        }
        if (end < 0 || !text.startsWith("HTTP/1.1 ")) {
            return none("the answer is no HTTP: " + bytes.length + " bytes", millis);
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line : text.substring(0, end).split(LINE, -1)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        try {
            byte[] body = unpacked(headers, Arrays.copyOfRange(bytes, end + 4, bytes.length));
            return new RawAnswer(Integer.parseInt(text.substring(9, 12)), headers, body, millis, "");
        } catch (IOException | NumberFormatException broken) {
            return none("the answer is broken: " + broken, millis);
        }
    }

    private static byte[] unpacked(Map<String, String> headers, byte[] body) throws IOException {
        byte[] whole = headers.getOrDefault("transfer-encoding", "").equals("chunked") ? joined(body) : body;
        boolean packed = headers.getOrDefault("content-encoding", "").equals("gzip") && whole.length > 0;
        return packed ? new GZIPInputStream(new ByteArrayInputStream(whole)).readAllBytes() : whole;
    }

    /** The body without the lengths of its chunks; the last one may be missing, for streams are left. */
    private static byte[] joined(byte[] chunks) throws IOException {
        String text = new String(chunks, StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int at = 0;
        while (at < chunks.length) {
            int line = text.indexOf(LINE, at);
            if (line < 0) {
                throw new IOException("a chunk without its length");
            }
            int length = Integer.parseInt(text.substring(at, line), 16);
            whole.write(chunks, line + 2, Math.min(length, chunks.length - line - 2));
            at = length == 0 ? chunks.length : line + 2 + length + 2;
        }
        return whole.toByteArray();
    }

    boolean isProblem() {
        return header("content-type").startsWith("application/problem+json");
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
