package io.vitrine.catalogue;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A product as it is to be written.
 *
 * @param attributes texts, numbers and true/false by attribute name
 * @param pictureHash where the picture already lies in the artefact store, null for none
 */
public record ProductDraft(
        String id,
        String name,
        Map<String, Object> attributes,
        @Nullable String pictureHash) {}
