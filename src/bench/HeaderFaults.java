import java.util.List;
import java.util.random.RandomGenerator;

/** What can be wrong with a method and with headers. */
final class HeaderFaults {

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "FOO", "get", "PROPFIND", "CONNECT");

    private static final List<String> TYPES = List.of(
            "text/plain", "text/html", "application/xml", "application/x-www-form-urlencoded", "application/octet-stream",
            "application/json; charset=utf-16", "application/json;charset=nonsense", "application/problem+json", "application/cbor",
            "application/x-ndjson", "application/zip", "image/jpeg", "*/*", "a/b/c", "json", "", ";", "application/json, text/plain",
            "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x", "multipart/mixed; boundary=\"",
            "application/json; a=\"", "APPLICATION/JSON");

    private static final List<String> ACCEPTED = List.of(
            "text/html", "application/xml", "image/*", "text/event-stream", "*/*;q=0", "application/json;q=2", "a/b/c", "", ";", "nonsense",
            "application/json;version=2", "text/*", "application/cbor");

    private static final List<String> OTHERS = List.of(
            "X-Forwarded-Host: evil.example", "X-Forwarded-Host: a b", "X-Forwarded-Proto: javascript", "X-Forwarded-Port: 99999",
            "X-Forwarded-Port: x", "X-Forwarded-Prefix: //evil.example", "X-Forwarded-Prefix: \u00e4\\", "X-Forwarded-Prefix: /shop",
            "X-Forwarded-For: 1.2.3.4, x",
            "X-Forwarded-For: " + "1.1.1.1,".repeat(500), "Forwarded: for=\"[::1\";host=a b;proto=http", "Forwarded: host=evil:99999999",
            "X-HTTP-Method-Override: DELETE", "Range: bytes=0-0,1-1,2-2", "Range: bytes=99999999999-", "Range: x", "If-None-Match: *",
            "If-None-Match: \"", "If-Modified-Since: never", "If-Match: *", "Expect: 100-continue", "Expect: something",
            "Content-Encoding: gzip", "Accept-Encoding: gzip", "Accept-Encoding: *;q=0", "Accept-Language: x-x-x-x;q=9",
            "Accept-Language: " + "de,".repeat(800) + "en", "Accept-Charset: none", "Origin: http://evil.example", "Origin: null",
            "Access-Control-Request-Method: DELETE", "Cookie: JSESSIONID=" + "a".repeat(500), "Cookie: a=;;;=", "Upgrade: h2c",
            "X-Request-Id: a b", "X-Odd: " + "a".repeat(5000), "Last-Event-ID: \u00ff", "Content-Language: \u00e9\u00e9");

    private static final List<String> NO_HTTP = List.of(
            "X-Large: " + "a".repeat(20_000), "X-Null: a\0b", "X-Feed: a\nX-Injected: 1", "X Space: a", ": a", "no colon", " folded",
            "X-\u00e4: a", "Cookie: a=\u0001", "Content-Length: 5", "Content-Length: -1", "Content-Length: x",
            "Content-Length: 99999999999999999999", "Transfer-Encoding: chunked", "Transfer-Encoding: gzip",
            "Transfer-Encoding: x, chunked", "Host: two.example", "Host: a b", "Host: [::1", "Host: :99999", "Connection: \"");

    private static final List<String> KEYS = List.of(
            "Bearer", "Bearer ", "Bearer x", "Basic YTpi", "Bearer " + "a".repeat(4000), "bearer \u00ff\u00fe", "Digest username=\"");

    /** As many as servers take at least. */
    private static final int MANY = 90;

    private HeaderFaults() {}

    static void apply(RequestDraft draft, RandomGenerator random) {
        switch (random.nextInt(10)) {
            case 0, 1 -> method(draft, random);
            case 2, 3 -> draft.header("Content-Type", HostileValues.any(TYPES, random));
            case 4 -> draft.header("Accept", HostileValues.any(ACCEPTED, random));
            case 5, 6 -> draft.headers.add(HostileValues.any(OTHERS, random));
            case 7 -> key(draft, random);
            case 8 -> many(draft, random);
            default -> {
                draft.headers.add(random.nextInt(draft.headers.size() + 1), HostileValues.any(NO_HTTP, random));
                draft.delivery = RawRequest.Delivery.CUT_SHORT;
                draft.isHttp = false;
            }
        }
    }

    /** CONNECT is for proxies; a server need not know it. */
    private static void method(RequestDraft draft, RandomGenerator random) {
        draft.method = HostileValues.any(METHODS, random);
        draft.isHttp &= !draft.method.equals("CONNECT");
    }

    private static void key(RequestDraft draft, RandomGenerator random) {
        draft.headers.removeIf(line -> line.startsWith("Authorization:"));
        if (random.nextInt(3) > 0) {
            draft.headers.add("Authorization: " + HostileValues.any(KEYS, random));
        }
    }

    private static void many(RequestDraft draft, RandomGenerator random) {
        int count = HostileValues.any(List.of(2, 20, MANY, 300), random);
        for (int i = 0; i < count; i++) {
            draft.headers.add("X-Many-" + i + ": " + i);
        }
        draft.isHttp &= count < MANY;
    }
}
