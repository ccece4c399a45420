package io.vitrine.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What decides which products come first. */
enum Mode {
    /** How close their pictures are to what is looked for. */
    VECTOR,
    /** How many of the words, and how rare ones, their names and attributes have. */
    TEXT,
    /** Both, {@link ScoreFusion joined}. */
    HYBRID;

    static Optional<Mode> named(String name) {
        return Arrays.stream(values()).filter(mode -> mode.label().equals(name)).findFirst();
    }

    /** As requests and answers write it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
