import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be wrong with a body: its fields, its text, its bytes. */
final class BodyFaults {

    private static final String PLACE = "@@here@@";
    private static final List<String> NAMES = List.of(
            "surplus", "query", "catalogue", "name", "", "\\u0000", "\\ud800", "a".repeat(60_000), "Query", "constructor", "a.b", "a[0]");
    private static final byte[][] STRANGE = {
        {0}, {-1}, {-64, -128}, {-19, -96, -128}, {-17, -69, -65}, {-12, -112, -128, -128}, {-61}, {27}, {127}
    };
    private static final JsonMapper JSON = new JsonMapper();

    private BodyFaults() {}

    static void apply(RequestDraft draft, RandomGenerator random) {
        byte[] body = draft.body;
        draft.body = switch (random.nextInt(14)) {
            case 0, 1, 2, 3, 4, 5 -> withValue(body, random);
            case 6 -> withoutField(body, random);
            case 7 -> withFurtherField(body, random);
            case 8 -> RequestDraft.written(HostileValues.json(random));
            case 9 -> Arrays.copyOf(body, random.nextInt(body.length + 1));
            case 10 -> withBytes(body, random);
            case 11 -> inAnotherEncoding(body, random);
            case 12 -> withTail(body, random);
            default -> new byte[0];
        };
    }

    /** Another value at any place of the document. */
    private static byte[] withValue(byte[] body, RandomGenerator random) {
        JsonNode document = parsed(body);
        List<Runnable> places = new ArrayList<>();
        collect(document, places);
        if (places.isEmpty()) {
            return RequestDraft.written(HostileValues.json(random));
        }
        HostileValues.any(places, random).run();
        return RequestDraft.written(document.toString().replace("\"" + PLACE + "\"", HostileValues.json(random)));
    }

    private static void collect(JsonNode node, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                places.add(() -> object.put(field.getKey(), PLACE));
                collect(field.getValue(), places);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int place = i;
                places.add(() -> array.set(place, array.stringNode(PLACE)));
                collect(array.get(i), places);
            }
        }
    }

    private static byte[] withoutField(byte[] body, RandomGenerator random) {
        JsonNode document = parsed(body);
        if (document instanceof ObjectNode object && !object.isEmpty()) {
            object.remove(HostileValues.any(List.copyOf(object.propertyNames()), random));
        }
        return RequestDraft.written(document.toString());
    }

    /** One that nobody knows, one that is there already, or one whose name is no name. */
    private static byte[] withFurtherField(byte[] body, RandomGenerator random) {
        String text = text(body);
        int start = text.indexOf('{') + 1;
        return RequestDraft.written(
                text.substring(0, start) + "\"" + HostileValues.any(NAMES, random) + "\":1," + text.substring(start));
    }

    /** A few bytes that no text has there. */
    private static byte[] withBytes(byte[] body, RandomGenerator random) {
        byte[] inserted = STRANGE[random.nextInt(STRANGE.length)];
        int place = random.nextInt(body.length + 1);
        byte[] whole = Arrays.copyOf(body, body.length + inserted.length);
        System.arraycopy(inserted, 0, whole, place, inserted.length);
        System.arraycopy(body, place, whole, place + inserted.length, body.length - place);
        return whole;
    }

    private static byte[] inAnotherEncoding(byte[] body, RandomGenerator random) {
        return text(body).getBytes(HostileValues.any(
                List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_32BE, StandardCharsets.UTF_32LE), random));
    }

    private static byte[] withTail(byte[] body, RandomGenerator random) {
        return RequestDraft.written(text(body) + HostileValues.any(List.of("}", "{}", ",", "garbage", "\0", "// no"), random));
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException spoiltBefore) {
            return JSON.missingNode();
        }
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
