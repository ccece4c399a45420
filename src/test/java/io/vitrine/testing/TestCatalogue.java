package io.vitrine.testing;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.ProductDraft;
import io.vitrine.catalogue.Products;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** Fills catalogues with products whose pictures are noise, each of a seed of its own. */
public record TestCatalogue(Products products, ArtefactStore artefacts) {

    /** The size of every thirteenth product; all others' are numbers. */
    public static final String NO_NUMBER = "one size";

    private static final List<String> GENDERS = List.of("Men", "Women", "Boys");
    private static final List<String> COLOURS = List.of("Red", "Blue", "Black", "Größe \"42\"", "it's");

    /** Every tenth picture is shared with the product before, so that there are ties. */
    public void fill(String catalogue, int count) {
        List<ProductDraft> drafts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drafts.add(draft(Integer.toString(i), i, i % 10 == 9 ? i - 1 : i));
        }
        products.put(catalogue, drafts);
    }

    public void add(String catalogue, String id, int seed) {
        products.put(catalogue, List.of(draft(id, seed, seed)));
    }

    public void addUnreadable(String catalogue, String id) {
        String hash = artefacts.put(("no picture " + id).getBytes(StandardCharsets.UTF_8));
        products.put(catalogue, List.of(new ProductDraft(id, "Unreadable " + id, Map.of("gender", "Men"), hash)));
    }

    private ProductDraft draft(String id, int number, int pictureSeed) {
        Map<String, Object> attributes = Map.of(
                "gender",
                GENDERS.get(number % GENDERS.size()),
                "baseColour",
                COLOURS.get(number % COLOURS.size()),
                "year",
                2010 + number % 9,
                "size",
                number % 13 == 0 ? NO_NUMBER : Integer.toString(30 + number % 13));
        return new ProductDraft(id, "Product " + number, attributes, artefacts.put(picture(pictureSeed)));
    }

    /** A small picture of noise. */
    public static byte[] picture(int seed) {
        return picture(seed, 8);
    }

    /** A square picture of noise, as many pixels wide. */
    public static byte[] picture(int seed, int size) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < size * size; i++) {
            image.setRGB(i % size, i / size, random.nextInt(1 << 24));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }
}
