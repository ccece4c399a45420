package io.vitrine.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;
import io.vitrine.learning.CatalogueSplit.Part;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Which of the parts that the model has not learned from are measured. */
enum HeldOut {
    TEST("test", Set.of(Part.TEST)),
    VALIDATION("validation", Set.of(Part.VALIDATION)),
    BOTH("both", Set.of(Part.TEST, Part.VALIDATION));

    private final String label;
    private final Set<Part> parts;

    HeldOut(String label, Set<Part> parts) {
        this.label = label;
        this.parts = parts;
    }

    @JsonValue
    String label() {
        return label;
    }

    boolean contains(Part part) {
        return parts.contains(part);
    }

    static Optional<HeldOut> named(String label) {
        return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
    }
}
