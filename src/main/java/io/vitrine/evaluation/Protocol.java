package io.vitrine.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What can be measured. */
enum Protocol {
    /** Pictures to names, as the paper counts: accuracy and top-100 accuracy. */
    PAPER("paper"),
    /** Names to pictures, as search does: recall and reciprocal rank. */
    TEXT_TO_IMAGE("text-to-image");

    private final String label;

    Protocol(String label) {
        this.label = label;
    }

    @JsonValue
    String label() {
        return label;
    }

    static Optional<Protocol> named(String label) {
        return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
    }
}
