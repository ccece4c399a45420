package io.vitrine.encoders.image;

/** What a forward pass is for: statistics over a batch are gathered while learning and only used while embedding. */
public enum Phase {
    LEARNING,
    EMBEDDING
}
