package io.vitrine.learning;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a training makes small. */
public enum Loss {

    /** Every text chooses among the batch's pictures, and every picture among its texts: {@link ContrastiveLoss}. */
    @JsonProperty("softmax")
    SOFTMAX,

    /** Every pair of a text and a picture is judged alone: {@link SigmoidLoss}. */
    @JsonProperty("sigmoid")
    SIGMOID
}
