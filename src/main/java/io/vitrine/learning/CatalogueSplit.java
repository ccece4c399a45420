package io.vitrine.learning;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides a catalogue into training, validation and test parts so that nothing leaks: products whose names are the same set
 * of words, or whose pictures are the same, always fall into the same part, also through a chain of such products.
 *
 * <p>A group's part follows from the seed and the group's alphabetically first name alone, so that it stays where it is when
 * other products come or go.
 */
public final class CatalogueSplit {

    /** A part of the catalogue. */
    public enum Part {
        TRAIN,
        VALIDATION,
        TEST
    }

    /** What the split needs to know of a product. */
    public record Item(String id, String name, String pictureHash) {}

    private final Map<String, String> parents = new HashMap<>();

    private CatalogueSplit() {}

    /**
     * Assigns every item to a part.
     *
     * @param validation expected share of groups for validation, 0 to 1
     * @param test expected share of groups for the test, 0 to 1
     * @return part by item id, in the items' order
     */
    public static Map<String, Part> of(List<Item> items, double validation, double test, long seed) {
        if (validation < 0 || test < 0 || validation + test >= 1) {
            throw new LearningException(
                    "Split shares must not be negative and must leave a part for training: validation " + validation
                            + ", test " + test);
        }
        CatalogueSplit groups = new CatalogueSplit();
        items.forEach(item -> groups.join(nameNode(item), pictureNode(item)));
        Map<String, Part> parts = new LinkedHashMap<>();
        for (Item item : items) {
            double position = position(groups.root(nameNode(item)), seed);
            Part part = position < test ? Part.TEST : position < test + validation ? Part.VALIDATION : Part.TRAIN;
            parts.put(item.id(), part);
        }
        return parts;
    }

    /** Sorts before every picture node, so that a group's root is always a name. */
    private static String nameNode(Item item) {
        return "name " + NameKey.of(item.name());
    }

    private static String pictureNode(Item item) {
        return "picture " + item.pictureHash();
    }

    private void join(String one, String other) {
        String first = root(one);
        String second = root(other);
        if (first.compareTo(second) <= 0) {
            parents.put(second, first);
        } else {
            parents.put(first, second);
        }
    }

    private String root(String node) {
        String root = node;
        String parent = parents.getOrDefault(root, root);
        while (!parent.equals(root)) {
            root = parent;
            parent = parents.getOrDefault(root, root);
        }
        String current = node;
        while (!current.equals(root)) {
            String next = parents.getOrDefault(current, root);
            parents.put(current, root);
            current = next;
        }
        return root;
    }

    /** A number in [0, 1) that looks random and depends on the group and the seed only. */
    private static double position(String group, long seed) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
            byte[] hash = digest.digest(group.getBytes(StandardCharsets.UTF_8));
            return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1.0p-53;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
