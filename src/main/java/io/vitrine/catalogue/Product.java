package io.vitrine.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One row of the product table, for reading; rows are written in batches by {@link ProductWriter}. */
@Entity
@Immutable
class Product {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long key;

    private String catalogue = "";

    @Column(name = "id")
    private String productId = "";

    private String name = "";

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> attributes = Map.of();

    @Column(name = "picture_hash")
    private @Nullable String pictureHash;

    ProductView view() {
        long stored = key == null ? 0 : key;
        return new ProductView(stored, catalogue, productId, name, attributes, pictureHash);
    }
}
