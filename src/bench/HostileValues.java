import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values that are wrong in most places: as they stand in JSON, and as they stand in an address. */
final class HostileValues {

    private static final List<String> NUMBERS = List.of(
            "0", "-0", "-1", "1", "0.1", "-0.0", "1e400", "-1e400", "1e-400", "1e308", "NaN", "Infinity", "-Infinity", "01", "+1", ".5",
            "0x10", "127", "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "1" + "0".repeat(400),
            "9".repeat(1500), "1e1000000000", "0." + "0".repeat(40) + "1");

    private static final List<String> TEXTS = List.of(
            "", " ", "a", "\\u0000", "a\\u0000b", "\\ud800", "\\udc00\\ud800", "\\ud83d\\udc57", "\\uffff", "\\u202e", "\\ufeff",
            "\\r\\nX-Injected: 1", "' OR '1'='1", "'; DROP TABLE product; --", "\\\" or 1=1 --", "%' --", "$$", ":name", "?1", "{0}",
            "${jndi:ldap://127.0.0.1/a}", "#{7*7}", "../../../../etc/passwd", "..\\\\..\\\\windows", "file:///etc/passwd",
            "http://127.0.0.1:1/", "/proc/self/environ", "/dev/zero", "<script>alert(1)</script>", "null", "true", "NaN", "0", "-1", "main",
            "*", "%00", "%s%n", "\\t", "e\\u0301", "\\u0130", "a".repeat(1001), "a".repeat(100_000), "\\ud83d\\udc57".repeat(600), "AAAA",
            "iVBORw0KGgo=", "====", "not base64!");

    private static final List<String> STRUCTURES = List.of(
            "null", "true", "false", "[]", "{}", "[null]", "[[]]", "[{}]", "{\"\":\"\"}", "{\"a\":null}", "{\"from\":1e400}",
            "{\"from\":\"a\",\"to\":[]}", "{\"not\":{\"not\":[]}}", "{\"not\":[null]}", "{\"from\":2,\"to\":1}", "{\"__proto__\":{}}",
            "{\"@class\":\"java.lang.Runtime\"}", "{\"a\":1,\"a\":2}", "[".repeat(65) + "]".repeat(65), "[".repeat(5000),
            "{\"a\":".repeat(62) + "1" + "}".repeat(62), "{\"a\":".repeat(3000) + "1" + "}".repeat(3000), "[" + "1,".repeat(20_000) + "1]",
            "[" + "\"a\",".repeat(20_000) + "\"a\"]", "[" + "[],".repeat(2000) + "[]]", manyFields());

    private static final List<String> SEGMENTS = List.of(
            "", ".", "..", "...", "%2e%2e", "..%2f..%2fguarded%2fproducts%2f1", "%2e%2e%2fguarded", "..;/guarded", "%00", "a%00b",
            "%0d%0aX-Injected:%201", "%0a", "%ff", "%c0%ae%c0%ae", "%ed%a0%80", "%u0041", "%", "%4", "%zz", "%25", "%2525", "%5c", "\\",
            "%3b", ";a=b", "a;b",
            "'%20OR%20'1'='1", "1%20--", "%f0%9f%91%97", "\ud83d\udc57", "%c3%a4", "\u00e4", "a%20b", "%20", "%09", "+", "*",
            "~", "{id}", "[x]", "|", "^", "\"", "<b>", "null", "-1", "0", "00000000-0000-0000-0000-000000000000", "1-1-1-1-1",
            "a".repeat(201), "a".repeat(6000), "a/b", "a/../../guarded", "image", "events");

    private HostileValues() {}

    private static String manyFields() {
        return IntStream.range(0, 3000).mapToObj(i -> "\"f" + i + "\":" + i).collect(Collectors.joining(",", "{", "}"));
    }

    /** What stands in a JSON document, or in none. */
    static String json(RandomGenerator random) {
        return switch (random.nextInt(3)) {
            case 0 -> any(NUMBERS, random);
            case 1 -> "\"" + any(TEXTS, random) + "\"";
            default -> any(STRUCTURES, random);
        };
    }

    /** What stands in the path or the query of an address, or in none. */
    static String segment(RandomGenerator random) {
        return any(random.nextInt(4) == 0 ? NUMBERS : SEGMENTS, random);
    }

    static <T> T any(List<T> values, RandomGenerator random) {
        return values.get(random.nextInt(values.size()));
    }
}
