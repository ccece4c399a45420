package io.vitrine.training;

import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/** Where in a document reading failed, as a field's path such as {@code learningRates.text}. */
final class JsonPath {

    private JsonPath() {}

    static String of(JacksonException failure) {
        String path = failure.getPath().stream()
                .map(reference -> reference.getPropertyName() == null
                        ? "[" + reference.getIndex() + "]"
                        : reference.getPropertyName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "body" : path;
    }
}
