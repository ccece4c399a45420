package io.vitrine.catalogue.sample;

import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.function.Supplier;

/** A product of the sample catalogue; its picture is drawn each time it is asked for. */
public record SampleProduct(String id, String name, Map<String, String> attributes, Supplier<BufferedImage> picture) {

    public SampleProduct {
        attributes = Map.copyOf(attributes);
    }

    /** Draws the picture: 360 × 480 pixels, RGB, the product on white. */
    public BufferedImage draw() {
        return picture.get();
    }
}
