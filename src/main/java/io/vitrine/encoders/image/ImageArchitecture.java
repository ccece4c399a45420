package io.vitrine.encoders.image;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonSubTypes;

/** The dimensions of an image tower and of the pictures it reads; which record it is says the family. */
@JsonSubTypes({
    @JsonSubTypes.Type(name = "vit", value = VitConfig.class),
    @JsonSubTypes.Type(name = "resnet", value = ResNetConfig.class),
})
public sealed interface ImageArchitecture permits VitConfig, ResNetConfig {

    /** Height of the pictures, in pixels. */
    int height();

    /** Width of the pictures, in pixels. */
    int width();

    /** Width of the pooled vectors. */
    int pooledWidth();

    /** Standard deviation of the normal distribution that a tensor of several dimensions starts from in the family. */
    double initialDeviation(String name, Shape shape);
}
