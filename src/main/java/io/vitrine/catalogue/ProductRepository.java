package io.vitrine.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads products; nothing here writes. */
interface ProductRepository extends Repository<Product, Long> {

    Optional<Product> findByCatalogueAndProductId(String catalogue, String productId);

    List<Product> findByKeyIn(Collection<Long> keys);

    /** The next page of a walk by key, which costs the same on the last page as on the first. */
    List<Product> findByCatalogueAndKeyGreaterThanOrderByKey(String catalogue, long key, Limit limit);

    @Query(
            value = "SELECT * FROM product WHERE catalogue = :catalogue ORDER BY key OFFSET :offset LIMIT :limit",
            nativeQuery = true)
    List<Product> page(String catalogue, long offset, int limit);

    long countByCatalogue(String catalogue);

    boolean existsByCatalogue(String catalogue);

    @Query(
            value =
                    "SELECT DISTINCT jsonb_object_keys(attributes) FROM product WHERE catalogue = :catalogue ORDER BY 1",
            nativeQuery = true)
    Set<String> attributeNames(String catalogue);

    @Query(
            value = "SELECT catalogue AS name, count(*) AS products FROM product GROUP BY catalogue ORDER BY catalogue",
            nativeQuery = true)
    List<CatalogueCount> counts();

    /** A catalogue and how many products it has. */
    interface CatalogueCount {
        String getName();

        long getProducts();
    }
}
