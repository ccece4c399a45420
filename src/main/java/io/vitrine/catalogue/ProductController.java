package io.vitrine.catalogue;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vitrine.catalogue.sources.PictureType;
import io.vitrine.catalogue.sources.RowRefused;
import io.vitrine.errors.FieldProblem;
import io.vitrine.errors.InvalidRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** One product: reading it and its picture, writing it, removing it. */
@RestController
@RequestMapping("/api/catalogues/{catalogue}/products/{id}")
class ProductController {

    /** A picture's address stays the same when the picture is replaced, so a cache asks again after a while. */
    private static final CacheControl CACHING =
            CacheControl.maxAge(Duration.ofMinutes(10)).cachePublic();

    private final Products products;
    private final Pictures pictures;
    private final Thumbnails thumbnails;

    ProductController(Products products, Pictures pictures, Thumbnails thumbnails) {
        this.products = products;
        this.pictures = pictures;
        this.thumbnails = thumbnails;
    }

    /** @param picture a JPEG, PNG or GIF in base64; left out, a product keeps the picture it has */
    record ProductRequest(
            @Nullable String name,
            @Nullable Map<String, Object> attributes,
            @Nullable String picture) {}

    @GetMapping
    ProductJson product(@PathVariable String catalogue, @PathVariable String id) {
        return ProductJson.of(found(catalogue, id));
    }

    /**
     * Answered with 304 when the caller's {@code If-None-Match} names the picture's hash and width.
     *
     * @param width 120, 240 or 480 for a smaller picture; one that is no wider comes as it is
     */
    @GetMapping("/image")
    ResponseEntity<byte[]> image(
            @PathVariable String catalogue,
            @PathVariable String id,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = "integer",
                                            allowableValues = {"120", "240", "480"}))
                    @RequestParam(required = false)
                    @Nullable
                    String width) {
        Integer wanted = width == null ? null : Thumbnails.width(width);
        ProductView product = found(catalogue, id);
        String hash = product.pictureHash();
        byte[] picture = hash == null || wanted == null ? products.picture(product) : thumbnails.of(hash, wanted);
        PictureType type = PictureType.of(picture);
        return ResponseEntity.ok()
                .contentType(
                        type == null ? MediaType.APPLICATION_OCTET_STREAM : MediaType.parseMediaType(type.mediaType()))
                .cacheControl(CACHING)
                .eTag("\"" + hash + (wanted == null ? "" : "-" + wanted) + "\"")
                .body(picture);
    }

    @PutMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ProductJson> put(
            @PathVariable String catalogue, @PathVariable String id, @RequestBody ProductRequest request) {
        Optional<ProductView> before = products.find(CatalogueName.checked(catalogue), id);
        String kept = before.map(ProductView::pictureHash).orElse(null);
        products.put(catalogue, List.of(draft(id, request, kept)));
        ProductJson stored = ProductJson.of(found(catalogue, id));
        return before.isPresent()
                ? ResponseEntity.ok(stored)
                : ResponseEntity.created(address(catalogue, id)).body(stored);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String catalogue, @PathVariable String id) {
        if (!products.remove(CatalogueName.checked(catalogue), id)) {
            throw new ProductNotFound(catalogue, id);
        }
    }

    private ProductView found(String catalogue, String id) {
        return products.find(CatalogueName.checked(catalogue), id)
                .orElseThrow(() -> new ProductNotFound(catalogue, id));
    }

    private ProductDraft draft(String id, ProductRequest request, @Nullable String keptPicture) {
        String name = request.name() == null ? "" : request.name().strip();
        Map<String, Object> attributes = request.attributes() == null ? Map.of() : request.attributes();
        List<FieldProblem> problems = ProductRules.problems(id, name, attributes);
        if (!problems.isEmpty()) {
            throw new InvalidRequest(problems);
        }
        return new ProductDraft(id, name, attributes, picture(request.picture(), keptPicture));
    }

    private @Nullable String picture(@Nullable String encoded, @Nullable String kept) {
        if (encoded == null) {
            return kept;
        }
        try {
            return pictures.keep(Base64.getDecoder().decode(encoded));
        } catch (IllegalArgumentException notBase64) {
            throw new InvalidRequest("picture", "must be base64");
        } catch (RowRefused unreadable) {
            throw new InvalidRequest("picture", unreadable.detail());
        }
    }

    private static URI address(String catalogue, String id) {
        return URI.create("/api/catalogues/" + catalogue + "/products/" + UriUtils.encode(id, StandardCharsets.UTF_8));
    }
}
