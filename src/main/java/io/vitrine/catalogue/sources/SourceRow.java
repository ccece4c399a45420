package io.vitrine.catalogue.sources;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One product of a source, before its picture is read.
 *
 * @param name empty when the source has none
 */
public record SourceRow(String id, String name, Map<String, Object> attributes, Picture picture) {

    /** Gives the picture's encoded bytes when they are wanted. */
    @FunctionalInterface
    public interface Picture {

        Picture NONE = () -> null;

        /** @return null when the source offers the product without a picture */
        byte @Nullable [] bytes() throws IOException, RowRefused;
    }
}
