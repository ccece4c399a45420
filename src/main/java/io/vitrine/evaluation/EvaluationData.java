package io.vitrine.evaluation;

import io.vitrine.catalogue.ProductView;
import io.vitrine.catalogue.Products;
import io.vitrine.learning.CatalogueSplit;
import io.vitrine.learning.CatalogueSplit.Part;
import io.vitrine.search.IndexedVectors.IndexedVector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The products of a catalogue that have a vector, in one order.
 *
 * @param products (N)
 * @param pictures (N, W)
 * @param names the different names (M)
 * @param nameOf (N) index of each product's name
 * @param parts (N) part of each product
 */
record EvaluationData(
        List<ProductView> products, float[][] pictures, List<String> names, int[] nameOf, List<Part> parts) {

    static EvaluationData of(Products products, String catalogue, List<IndexedVector> vectors, SplitDefinition split) {
        Map<Long, float[]> byKey =
                vectors.stream().collect(Collectors.toMap(IndexedVector::productKey, IndexedVector::embedding));
        List<ProductView> found = new ArrayList<>();
        products.forEach(catalogue, product -> {
            if (byKey.containsKey(product.key())) {
                found.add(product);
            }
        });
        Map<String, Integer> names = new LinkedHashMap<>();
        int[] nameOf = found.stream()
                .mapToInt(product -> names.computeIfAbsent(product.name(), name -> names.size()))
                .toArray();
        float[][] pictures =
                found.stream().map(product -> byKey.get(product.key())).toArray(float[][]::new);
        return new EvaluationData(
                List.copyOf(found), pictures, List.copyOf(names.keySet()), nameOf, parts(found, split));
    }

    private static List<Part> parts(List<ProductView> products, SplitDefinition split) {
        List<CatalogueSplit.Item> items = products.stream()
                .map(product ->
                        new CatalogueSplit.Item(product.id(), product.name(), String.valueOf(product.pictureHash())))
                .toList();
        Map<String, Part> parts = CatalogueSplit.of(items, split.validation(), split.test(), split.seed());
        return products.stream()
                .map(product -> parts.getOrDefault(product.id(), Part.TRAIN))
                .toList();
    }

    /** Indices of the products in the held-out part. */
    int[] heldOut(HeldOut split) {
        return IntStream.range(0, parts.size())
                .filter(product -> split.contains(parts.get(product)))
                .toArray();
    }

    /** For each name the indices of its products. */
    List<int[]> productsByName() {
        List<List<Integer>> products = names.stream()
                .map(name -> (List<Integer>) new ArrayList<Integer>())
                .toList();
        for (int i = 0; i < nameOf.length; i++) {
            products.get(nameOf[i]).add(i);
        }
        return products.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }
}
