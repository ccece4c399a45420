import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every answer must keep to, whatever was asked. */
final class AnswerRules {

    /** Words of the service's inside that are nobody's business. */
    private static final List<String> INSIDE =
            List.of("java.", "org.springframework", "org.postgresql", "tools.jackson", "io.vitrine.", "PSQL", "Hibernate", "\\tat ");

    /** HTTP wants these for a version of it, or a coding of the body, that a server does not know. */
    private static final Set<Integer> NOT_IMPLEMENTED = Set.of(501, 505);

    /** Nobody works here, so a catalogue that a request has made waits for ever to be indexed. */
    private static final Set<String> WAITING = Set.of("index-not-ready", "captions-not-ready");

    private static final JsonMapper JSON = new JsonMapper();

    private AnswerRules() {}

    /** What is wrong with the answer; nothing when it is right. */
    static List<String> broken(RawRequest request, RawAnswer answer) {
        List<String> broken = new ArrayList<>();
        if (answer.status() == 0) {
            if (request.isHttp() || answer.fault().startsWith("not complete")) {
                broken.add("no answer: " + answer.fault());
            }
            return broken;
        }
        if (answer.status() >= 500 && !isRight(request, answer)) {
            broken.add("status " + answer.status());
        }
        if (!answer.header("x-injected").isEmpty()) {
            broken.add("a header of the answer comes from the request");
        }
        if (answer.status() >= 400 && !request.method().equals("HEAD")) {
            broken.addAll(problem(answer));
        } else if (answer.header("content-type").startsWith("application/json") && !request.method().equals("HEAD") && !isJson(answer)) {
            broken.add("a body that is not the JSON it is said to be");
        }
        return broken;
    }

    private static boolean isRight(RawRequest request, RawAnswer answer) {
        boolean waiting = answer.status() == 503
                && !answer.header("retry-after").isEmpty()
                && isJson(answer)
                && WAITING.contains(JSON.readTree(answer.body()).path("code").asString(""));
        return waiting || !request.isHttp() && NOT_IMPLEMENTED.contains(answer.status());
    }

    private static List<String> problem(RawAnswer answer) {
        if (!answer.isProblem() || !isJson(answer)) {
            return List.of("status " + answer.status() + " with '" + answer.header("content-type") + "' for a problem document");
        }
        JsonNode problem = JSON.readTree(answer.body());
        List<String> broken = new ArrayList<>();
        for (String text : List.of("type", "title", "detail", "code")) {
            if (problem.path(text).asString("").isBlank()) {
                broken.add("a problem document without " + text);
            }
        }
        if (problem.path("status").asInt() != answer.status()) {
            broken.add("a problem document of another status");
        }
        JsonNode errors = problem.path("errors");
        if (!errors.isArray() || !errors.valueStream().allMatch(AnswerRules::isFault) || answer.status() == 400 && errors.isEmpty()) {
            broken.add("a problem document that names no field");
        }
        INSIDE.stream()
                .filter(answer.text()::contains)
                .forEach(word -> broken.add("a problem document that tells of " + word));
        return broken;
    }

    private static boolean isFault(JsonNode error) {
        return !error.path("field").asString("").isBlank() && !error.path("message").asString("").isBlank();
    }

    private static boolean isJson(RawAnswer answer) {
        try {
            return !JSON.readTree(answer.body()).isMissingNode();
        } catch (JacksonException broken) {
            return false;
        }
    }
}
