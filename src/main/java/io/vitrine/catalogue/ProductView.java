package io.vitrine.catalogue;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One product as other modules see it.
 *
 * @param key the row's own number; stays the same when the product is written again
 * @param id the catalogue's own name for the product, unique in it
 * @param attributes texts, numbers and true/false by attribute name, without absent ones
 * @param pictureHash the picture's address in the artefact store, null for a product without picture
 */
public record ProductView(
        long key,
        String catalogue,
        String id,
        String name,
        Map<String, Object> attributes,
        @Nullable String pictureHash) {}
