package io.vitrine.training;

import io.vitrine.catalogue.ProductView;
import io.vitrine.catalogue.Products;
import io.vitrine.jobs.JobContext;
import io.vitrine.learning.TrainingProduct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Reads what a training needs of a catalogue; pictures stay in their store until a batch wants them. */
@Component
final class CatalogueReader {

    private final Products products;

    CatalogueReader(Products products) {
        this.products = products;
    }

    /** Every product that has a picture. */
    List<TrainingProduct> read(String catalogue, JobContext job) {
        job.phase("reading the catalogue", "products", products.count(catalogue));
        List<TrainingProduct> read = new ArrayList<>();
        products.forEach(catalogue, product -> {
            if (product.pictureHash() != null) {
                read.add(trainingProduct(product, product.pictureHash()));
            }
            job.advanced(read.size());
        });
        job.checkpoint();
        return read;
    }

    private TrainingProduct trainingProduct(ProductView product, String pictureHash) {
        Map<String, String> attributes = new TreeMap<>();
        product.attributes().forEach((name, value) -> attributes.put(name, value.toString()));
        return new TrainingProduct(
                product.id(), product.name(), attributes, pictureHash, () -> products.picture(product));
    }
}
