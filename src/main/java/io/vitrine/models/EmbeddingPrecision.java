package io.vitrine.models;

import io.vitrine.encoders.ComputeDevice;
import io.vitrine.encoders.Precision;

/** In which precision a model embeds. */
enum EmbeddingPrecision {

    /** bfloat16 where the processor multiplies it, else float32. */
    AUTO,
    FLOAT32,

    /** Vectors differ from those in float32 by cosines above .9999. */
    BFLOAT16;

    Precision on(ComputeDevice device) {
        return switch (this) {
            case AUTO -> Precision.forEmbedding(device);
            case FLOAT32 -> Precision.FLOAT32;
            case BFLOAT16 -> Precision.BFLOAT16;
        };
    }
}
