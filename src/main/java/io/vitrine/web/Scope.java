package io.vitrine.web;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a key may be used for. */
enum Scope {
    /** Searching and reading, where that needs a key. */
    SEARCH("search"),

    /** Imports, products, and whole catalogues. */
    CATALOGUE_WRITE("catalogue:write"),

    /** Trainings, indexing, evaluations, models, and the jobs that do it. */
    TRAINING("training"),

    /** Everything. */
    ADMIN("admin");

    private final String label;

    Scope(String label) {
        this.label = label;
    }

    static Optional<Scope> named(String label) {
        return Arrays.stream(values())
                .filter(scope -> scope.label.equals(label))
                .findFirst();
    }

    static String labels() {
        return Arrays.stream(values()).map(scope -> scope.label).collect(Collectors.joining(", "));
    }

    /** Under which name the security rules know it. */
    String authority() {
        return "SCOPE_" + label;
    }
}
