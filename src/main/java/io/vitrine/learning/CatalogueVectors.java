package io.vitrine.learning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Products' pictures and their different names as one encoder sees them, and what the two say of each other.
 *
 * <p>N products, M different names, W width of the space.
 */
final class CatalogueVectors {

    private static final int BATCH = 128;

    private final List<TrainingProduct> products;
    private final Map<String, Integer> nameNumbers = new LinkedHashMap<>();
    private final int[] nameOf;
    private final float[][] pictures; // (N, W)
    private final float[][] names; // (M, W)

    /**
     * Embeds everything once.
     *
     * @param sides how texts and pictures become vectors
     * @param embedded is told after each batch how many pictures are done
     */
    CatalogueVectors(Sides sides, List<TrainingProduct> products, IntConsumer embedded) {
        this.products = products;
        this.nameOf = new int[products.size()];
        for (int i = 0; i < nameOf.length; i++) {
            nameOf[i] = nameNumbers.computeIfAbsent(products.get(i).name(), name -> nameNumbers.size());
        }
        this.names = sides.embedTexts(List.copyOf(nameNumbers.keySet()));
        this.pictures = new float[products.size()][];
        for (int start = 0; start < pictures.length; start += BATCH) {
            float[][] part = sides.embedPictures(products.subList(start, Math.min(pictures.length, start + BATCH)));
            System.arraycopy(part, 0, pictures, start, part.length);
            embedded.accept(start + part.length);
        }
    }

    /** Each different name of the products from {@code from} on is a query; all pictures are the gallery. */
    RetrievalMetrics.TextToImage textToImage(int from) {
        Map<Integer, List<Integer>> places = new LinkedHashMap<>();
        for (int i = from; i < nameOf.length; i++) {
            places.computeIfAbsent(nameOf[i], name -> new ArrayList<>());
        }
        for (int i = 0; i < nameOf.length; i++) {
            List<Integer> same = places.get(nameOf[i]);
            if (same != null) {
                same.add(i);
            }
        }
        float[][] queries = places.keySet().stream().map(name -> names[name]).toArray(float[][]::new);
        List<int[]> relevant = places.values().stream()
                .map(same -> same.stream().mapToInt(Integer::intValue).toArray())
                .toList();
        return RetrievalMetrics.textToImage(queries, pictures, relevant);
    }

    /** Each picture from {@code from} on ranks all different names. */
    RetrievalMetrics.ImageToText imageToText(int from) {
        int count = products.size() - from;
        float[][] some = new float[count][];
        int[] own = new int[count];
        System.arraycopy(pictures, from, some, 0, count);
        System.arraycopy(nameOf, from, own, 0, count);
        return RetrievalMetrics.imageToText(some, names, own);
    }

    /** Each different name with each picture: they belong together when a product with the name's words has the picture. */
    PairScores pairs() {
        Map<String, Set<String>> picturesOf = new HashMap<>();
        products.forEach(product -> picturesOf
                .computeIfAbsent(NameKey.of(product.name()), key -> new HashSet<>())
                .add(product.pictureHash()));
        PairScores pairs = new PairScores();
        Gallery gallery = new Gallery(pictures);
        nameNumbers.forEach((name, number) -> {
            Set<String> own = picturesOf.getOrDefault(NameKey.of(name), Set.of());
            float[] scores = gallery.scores(names[number]);
            for (int i = 0; i < scores.length; i++) {
                pairs.add(scores[i], own.contains(products.get(i).pictureHash()));
            }
        });
        return pairs;
    }
}
