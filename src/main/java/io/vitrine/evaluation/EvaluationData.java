package io.vitrine.evaluation;

import io.vitrine.catalogue.ProductView;
import io.vitrine.catalogue.Products;
import io.vitrine.learning.CatalogueSplit;
import io.vitrine.learning.CatalogueSplit.Part;
import io.vitrine.search.IndexedVectors.IndexedVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        Map<Long, float[]> byKey = byKey(vectors);
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
        return new EvaluationData(
                List.copyOf(found), pictures(found, byKey), List.copyOf(names.keySet()), nameOf, parts(found, split));
    }

    private static Map<Long, float[]> byKey(List<IndexedVector> vectors) {
        return vectors.stream().collect(Collectors.toMap(IndexedVector::productKey, IndexedVector::embedding));
    }

    private static float[][] pictures(List<ProductView> products, Map<Long, float[]> byKey) {
        return products.stream()
                .map(product -> Objects.requireNonNull(byKey.get(product.key())))
                .toArray(float[][]::new);
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

    /** The same products with the vectors of another model, which must have all of them. */
    EvaluationData withVectors(List<IndexedVector> vectors) {
        return new EvaluationData(products, pictures(products, byKey(vectors)), names, nameOf, parts);
    }

    /** Indices of the products that each of these splits would have kept for the test. */
    int[] inTestPartOfAll(Collection<SplitDefinition> splits) {
        List<List<Part>> bySplit =
                splits.stream().map(split -> parts(products, split)).toList();
        return IntStream.range(0, products.size())
                .filter(product -> bySplit.stream().allMatch(parts -> parts.get(product) == Part.TEST))
                .toArray();
    }

    /** How many names the products with these indices have. */
    long differentNames(int[] products) {
        return Arrays.stream(products)
                .map(product -> nameOf[product])
                .distinct()
                .count();
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
