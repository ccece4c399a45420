package io.vitrine.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;
import io.vitrine.learning.RetrievalMetrics.TextToImage;

/** The figure by which a candidate is held against the live model. */
enum GateMeasure {
    RECALL_AT_1("recallAt1"),
    RECALL_AT_10("recallAt10"),
    MRR_AT_10("mrrAt10");

    private final String label;

    GateMeasure(String label) {
        this.label = label;
    }

    @JsonValue
    String label() {
        return label;
    }

    double of(TextToImage figures) {
        return switch (this) {
            case RECALL_AT_1 -> figures.recallAt1();
            case RECALL_AT_10 -> figures.recallAt10();
            case MRR_AT_10 -> figures.mrrAt10();
        };
    }
}
