package io.vitrine.encoders.text;

/** The dimensions of a BERT tower; any size of the family. */
public record BertConfig(
        int vocabularySize,
        int width,
        int layers,
        int heads,
        int feedForwardWidth,
        int positions,
        int tokenTypes,
        float layerNormEpsilon) {}
