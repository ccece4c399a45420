package io.vitrine.encoders.text;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonSubTypes;

/** The dimensions of a text tower; which record it is says the family. */
@JsonSubTypes({
    @JsonSubTypes.Type(name = "bert", value = BertConfig.class),
    @JsonSubTypes.Type(name = "gpt2", value = Gpt2Config.class),
})
public sealed interface TextArchitecture permits BertConfig, Gpt2Config {

    /** The longest text the tower can read, in tokens. */
    int positions();

    /** Width of the pooled vectors. */
    int pooledWidth();

    /** Standard deviation of the normal distribution that a matrix of the family starts from. */
    double initialDeviation(String name, Shape shape);
}
