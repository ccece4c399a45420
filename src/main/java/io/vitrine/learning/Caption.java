package io.vitrine.learning;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text for a picture, and what it claims: this very name, or some attribute values. What it claims decides which other
 * pictures of a batch it describes too.
 *
 * @param nameKey the name it gives, or null when it speaks of attributes only
 * @param claims attribute values it speaks of, empty for a name
 */
record Caption(String text, @Nullable String nameKey, Map<String, String> claims) {

    static Caption ofName(String name) {
        return new Caption(name, NameKey.of(name), Map.of());
    }

    /** Whether this text is also true of a product. */
    boolean describes(TrainingProduct product, String productNameKey) {
        if (nameKey != null) {
            return nameKey.equals(productNameKey);
        }
        return claims.entrySet().stream()
                .allMatch(claim -> claim.getValue().equals(product.attributes().get(claim.getKey())));
    }
}
