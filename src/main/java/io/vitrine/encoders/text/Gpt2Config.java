package io.vitrine.encoders.text;

import static io.vitrine.encoders.EncoderException.require;

import ai.djl.ndarray.types.Shape;

/** The dimensions of a GPT-2 tower; any size of the family. */
public record Gpt2Config(
        int vocabularySize,
        int width,
        int layers,
        int heads,
        int feedForwardWidth,
        int positions,
        float layerNormEpsilon)
        implements TextArchitecture {

    public Gpt2Config {
        require(vocabularySize >= 1, "vocabularySize", "must be at least 1");
        require(width >= 1, "width", "must be at least 1");
        require(layers >= 1, "layers", "must be at least 1");
        require(heads >= 1 && width % heads == 0, "heads", "must divide the width of " + width);
        require(feedForwardWidth >= 1, "feedForwardWidth", "must be at least 1");
    }

    @Override
    public int pooledWidth() {
        return width;
    }

    /** As published: 0.02, and less by the root of their number for maps that end on the residual path (section 2.3). */
    @Override
    public double initialDeviation(String name, Shape shape) {
        return name.endsWith("c_proj.weight") ? 0.02 / Math.sqrt(2.0 * layers) : 0.02;
    }
}
