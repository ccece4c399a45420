package io.vitrine.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * A product as the HTTP interface shows it.
 *
 * @param imageUrl the path of its picture on this server, null for a product without picture
 */
public record ProductJson(
        String id,
        String name,
        Map<String, Object> attributes,
        @Nullable String imageUrl) {

    public static ProductJson of(ProductView product) {
        return new ProductJson(product.id(), product.name(), product.attributes(), imageUrl(product));
    }

    private static @Nullable String imageUrl(ProductView product) {
        if (product.pictureHash() == null) {
            return null;
        }
        return "/api/catalogues/%s/products/%s/image"
                .formatted(product.catalogue(), UriUtils.encode(product.id(), StandardCharsets.UTF_8));
    }
}
