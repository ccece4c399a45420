package io.vitrine.encoders.text;

import static io.vitrine.encoders.EncoderException.require;

import ai.djl.ndarray.types.Shape;

/** The dimensions of a BERT tower; any size of the family. */
public record BertConfig(
        int vocabularySize,
        int width,
        int layers,
        int heads,
        int feedForwardWidth,
        int positions,
        int tokenTypes,
        float layerNormEpsilon)
        implements TextArchitecture {

    public BertConfig {
        require(vocabularySize >= 1, "vocabularySize", "must be at least 1");
        require(width >= 1, "width", "must be at least 1");
        require(layers >= 1, "layers", "must be at least 1");
        require(heads >= 1 && width % heads == 0, "heads", "must divide the width of " + width);
        require(feedForwardWidth >= 1, "feedForwardWidth", "must be at least 1");
        require(tokenTypes >= 1, "tokenTypes", "must be at least 1");
    }

    @Override
    public int pooledWidth() {
        return width;
    }

    /** As published: 0.02 everywhere (Devlin et al. 2018, appendix A). */
    @Override
    public double initialDeviation(String name, Shape shape) {
        return 0.02;
    }
}
