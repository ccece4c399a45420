package io.vitrine.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads products; nothing here writes. */
interface ProductRepository extends Repository<Product, Long> {

    Optional<Product> findByCatalogueAndProductId(String catalogue, String productId);

    /** One statement, which needs no transaction around it: its commit would be a way to the database and back. */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    List<Product> findByKeyIn(Collection<Long> keys);

    /** The next page of a walk by key, which costs the same on the last page as on the first. */
    List<Product> findByCatalogueAndKeyGreaterThanOrderByKey(String catalogue, long key, Limit limit);

    @Query(
            value = "SELECT * FROM product WHERE catalogue = :catalogue ORDER BY key OFFSET :offset LIMIT :limit",
            nativeQuery = true)
    List<Product> page(String catalogue, long offset, int limit);

    long countByCatalogue(String catalogue);

    boolean existsByCatalogue(String catalogue);

    @Query(value = """
                    SELECT DISTINCT attribute.key AS name, CASE jsonb_typeof(attribute.value)
                        WHEN 'number' THEN 'NUMBER'
                        WHEN 'boolean' THEN 'BOOLEAN'
                        ELSE CASE
                            WHEN attribute.value #>> '{}' ~ '^\\s*[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)(e[+-]?[0-9]+)?\\s*$'
                            THEN 'NUMERIC_TEXT' ELSE 'TEXT' END
                        END AS type
                    FROM product, jsonb_each(attributes) attribute WHERE catalogue = :catalogue""", nativeQuery = true)
    List<AttributeNameAndType> attributeTypes(String catalogue);

    @Query(
            value = "SELECT catalogue AS name, count(*) AS products FROM product GROUP BY catalogue ORDER BY catalogue",
            nativeQuery = true)
    List<CatalogueCount> counts();

    /** An attribute and one of the types that its values have. */
    interface AttributeNameAndType {
        String getName();

        AttributeType getType();
    }

    /** A catalogue and how many products it has. */
    interface CatalogueCount {
        String getName();

        long getProducts();
    }
}
