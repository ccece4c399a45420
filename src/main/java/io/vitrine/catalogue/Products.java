package io.vitrine.catalogue;

import io.vitrine.catalogue.ProductRepository.AttributeNameAndType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The products of all catalogues, for the modules that search, train on and measure them. */
@Component
public class Products {

    public static final String MAIN = "main";
    static final String SAMPLE = "sample";
    private static final int PAGE = 1000;

    private final ProductRepository repository;
    private final ProductWriter writer;
    private final Pictures pictures;
    private final CatalogueChanges changes;

    Products(ProductRepository repository, ProductWriter writer, Pictures pictures, CatalogueChanges changes) {
        this.repository = repository;
        this.writer = writer;
        this.pictures = pictures;
        this.changes = changes;
    }

    /** Whether the catalogue has any product; one without products does not exist. */
    public boolean exists(String catalogue) {
        return repository.existsByCatalogue(catalogue);
    }

    /** The catalogue meant when a request names none: the imported one once it has products, else the drawn one. */
    public String defaultCatalogue() {
        return exists(MAIN) ? MAIN : SAMPLE;
    }

    public long count(String catalogue) {
        return repository.countByCatalogue(catalogue);
    }

    public Optional<ProductView> find(String catalogue, String id) {
        return repository.findByCatalogueAndProductId(catalogue, id).map(Product::view);
    }

    /** The products with these keys in the keys' order, read by one query; a key whose product is gone is left out. */
    public List<ProductView> inOrder(List<Long> keys) {
        Map<Long, ProductView> found = new HashMap<>();
        repository.findByKeyIn(keys).forEach(product -> found.put(product.view().key(), product.view()));
        return keys.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** Hands over every product in the order of keys, a page at a time, so that memory stays the same for any size. */
    public void forEach(String catalogue, Consumer<ProductView> each) {
        List<ProductView> page;
        long after = 0;
        do {
            page = page(catalogue, after);
            page.forEach(each);
            after = page.isEmpty() ? after : page.getLast().key();
        } while (page.size() == PAGE);
    }

    private List<ProductView> page(String catalogue, long after) {
        return repository.findByCatalogueAndKeyGreaterThanOrderByKey(catalogue, after, Limit.of(PAGE)).stream()
                .map(Product::view)
                .toList();
    }

    /** All attributes that at least one product of the catalogue has, by name, each with the types that its values have. */
    public Map<String, Set<AttributeType>> attributeTypes(String catalogue) {
        return repository.attributeTypes(catalogue).stream()
                .collect(Collectors.groupingBy(
                        AttributeNameAndType::getName,
                        Collectors.mapping(AttributeNameAndType::getType, Collectors.toSet())));
    }

    /**
     * The product's picture as it was imported: a JPEG, PNG or GIF.
     *
     * @throws PictureNotFound when the product has none
     */
    public byte[] picture(ProductView product) {
        if (product.pictureHash() == null) {
            throw new PictureNotFound(product.catalogue(), product.id());
        }
        return pictures.bytes(product.pictureHash());
    }

    /** Adds or replaces products by their ids and tells that the catalogue changed if it did. */
    @Transactional
    public void put(String catalogue, Collection<ProductDraft> drafts) {
        if (writer.write(catalogue, drafts).changedAnything()) {
            changes.announce(catalogue);
        }
    }

    /** Removes a product; false when there is none with the id. */
    @Transactional
    public boolean remove(String catalogue, String id) {
        boolean removed = writer.remove(catalogue, id);
        if (removed) {
            changes.announce(catalogue);
        }
        return removed;
    }
}
