package io.vitrine.web;

import io.vitrine.errors.FieldProblem;
import io.vitrine.errors.VitrineException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body that could not be read, without the reader's own words about classes and lines of code. */
final class UnreadableBody {

    private UnreadableBody() {}

    static ProblemDetail describe(HttpMessageNotReadableException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof VitrineException foreseen) {
                return Problem.of(foreseen);
            }
        }
        return Problem.invalid(List.of(fault(failure.getCause())));
    }

    private static FieldProblem fault(@Nullable Throwable cause) {
        return switch (cause) {
            case MalformedText text -> new FieldProblem(text.field(), text.fault());
            case UnrecognizedPropertyException unknown ->
                new FieldProblem(JsonPath.of(unknown.getPath()), "is not a field here" + known(unknown));
            case MismatchedInputException mismatch ->
                new FieldProblem(JsonPath.of(mismatch.getPath()), expectation(mismatch.getTargetType()));
            case InputCoercionException outOfRange ->
                new FieldProblem(
                        field(outOfRange.getPath(), outOfRange.processor()), expectation(outOfRange.getTargetType()));
            case DatabindException other
            when other.getCause() instanceof MalformedText text -> new FieldProblem(text.field(), text.fault());
            case DatabindException other -> new FieldProblem(JsonPath.of(other.getPath()), "cannot be read");
            case StreamConstraintsException ignored ->
                new FieldProblem(JsonPath.BODY, "is nested too deeply or holds too long a value");
            case JacksonException malformed -> new FieldProblem(JsonPath.BODY, "is not valid JSON" + place(malformed));
            case null -> new FieldProblem(JsonPath.BODY, "is missing");
            default -> new FieldProblem(JsonPath.BODY, "could not be read");
        };
    }

    private static String field(List<JacksonException.Reference> path, @Nullable JsonParser parser) {
        return path.isEmpty() && parser != null ? JsonPath.of(parser.streamReadContext()) : JsonPath.of(path);
    }

    private static String known(UnrecognizedPropertyException unknown) {
        Collection<Object> names = unknown.getKnownPropertyIds();
        return names == null || names.isEmpty()
                ? ""
                : "; there are " + names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String place(JacksonException malformed) {
        return malformed.getLocation() == null
                ? ""
                : " (line " + malformed.getLocation().getLineNr() + ", column "
                        + malformed.getLocation().getColumnNr() + ")";
    }

    private static String expectation(@Nullable Class<?> type) {
        if (type == null) {
            return "has the wrong type";
        }
        if (type.isEnum()) {
            return "must be one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        if (type == String.class) {
            return "must be a string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return type == double.class || type == Double.class || type == float.class || type == Float.class
                    ? "must be a number"
                    : "must be a whole number in the range of its type";
        }
        if (type == byte[].class) {
            return "must be a base64 string";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "must be an array";
        }
        if (Map.class.isAssignableFrom(type) || type.isRecord()) {
            return "must be an object";
        }
        return "has the wrong type or form";
    }
}
