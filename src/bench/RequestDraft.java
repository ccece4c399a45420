import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request while it is being spoilt. What is text in it is written a byte for each character up to 255, and as UTF-8 beyond. */
final class RequestDraft {

    private static final int CHUNK = 100;

    /** The values of the path's variables, percent-encoded where need be. */
    final Map<String, String> variables = new TreeMap<>();

    final List<String> query = new ArrayList<>();
    final List<String> headers = new ArrayList<>();
    String method;
    byte[] body = new byte[0];
    RawRequest.Delivery delivery = RawRequest.Delivery.AT_ONCE;
    boolean chunked;
    boolean isHttp = true;
    /** How many bytes of the body are announced and do not come. */
    int missing;

    RequestDraft(String method) {
        this.method = method;
    }

    /** Sets a header that stands there once. */
    void header(String name, String value) {
        headers.removeIf(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1));
        headers.add(name + ": " + value);
    }

    RawRequest finished(int number, Operation operation) {
        String path = operation.path();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            path = path.replace("{" + variable.getKey() + "}", variable.getValue());
        }
        String target = query.isEmpty() ? path : path + "?" + String.join("&", query);
        List<String> lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1"));
        lines.addAll(headers);
        if (chunked) {
            lines.add("Transfer-Encoding: chunked");
        } else if (body.length > 0 || missing > 0 || !method.equals("GET")) {
            lines.add("Content-Length: " + (body.length + missing));
        }
        lines.addAll(List.of("X-Request-Id: fuzz-" + number, "Connection: close", "", ""));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(written(String.join("\r\n", lines)));
        bytes.writeBytes(chunked ? inChunks() : body);
        return new RawRequest(number, operation.name(), method, path, bytes.toByteArray(), delivery, isHttp);
    }

    private byte[] inChunks() {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; at += CHUNK) {
            int length = Math.min(CHUNK, body.length - at);
            chunks.writeBytes(written(Integer.toHexString(length) + "\r\n"));
            chunks.write(body, at, length);
            chunks.writeBytes(written("\r\n"));
        }
        chunks.writeBytes(written(missing > 0 ? "ff\r\nhalf" : "0\r\n\r\n"));
        return chunks.toByteArray();
    }

    static byte[] written(String text) {
        boolean latin = text.chars().allMatch(each -> each < 256);
        return text.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}
