package io.vitrine.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamContext;

/** Names a place in a JSON body as {@code filters.baseColour[1]}; the body itself is {@code body}. */
final class JsonPath {

    static final String BODY = "body";

    private JsonPath() {}

    static String of(List<JacksonException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : references) {
            if (reference.getPropertyName() != null) {
                append(path, reference.getPropertyName());
            } else if (reference.getIndex() >= 0) {
                path.append('[').append(reference.getIndex()).append(']');
            }
        }
        return path.isEmpty() ? BODY : path.toString();
    }

    static String of(TokenStreamContext innermost) {
        StringBuilder path = new StringBuilder();
        append(path, innermost);
        return path.isEmpty() ? BODY : path.toString();
    }

    private static void append(StringBuilder path, @Nullable TokenStreamContext context) {
        if (context == null) {
            return;
        }
        append(path, context.getParent());
        if (context.inObject() && context.currentName() != null) {
            append(path, context.currentName());
        } else if (context.inArray() && context.hasCurrentIndex()) {
            path.append('[').append(context.getCurrentIndex()).append(']');
        }
    }

    /** A name may itself be no text; what cannot be written is shown as a question mark. */
    private static void append(StringBuilder path, String name) {
        if (!path.isEmpty()) {
            path.append('.');
        }
        name.codePoints()
                .map(point -> point == 0 || Character.getType(point) == Character.SURROGATE ? '?' : point)
                .forEach(path::appendCodePoint);
    }
}
