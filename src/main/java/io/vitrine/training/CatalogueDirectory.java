package io.vitrine.training;

import io.vitrine.catalogue.ProductRules;
import io.vitrine.catalogue.sample.SampleCatalogue;
import io.vitrine.catalogue.sample.SampleProduct;
import io.vitrine.catalogue.sources.RowRefused;
import io.vitrine.catalogue.sources.SourceRow;
import io.vitrine.catalogue.sources.StylesDirectory;
import io.vitrine.learning.LearningException;
import io.vitrine.learning.TrainingProduct;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Training products without a database: read from a data set's directory, or drawn. */
final class CatalogueDirectory {

    private static final int LARGEST_PICTURE = 16 << 20;

    /** Drawn pictures are learned at the size of the data set's photographs, so that both look alike to the tower. */
    private static final int DRAWN_WIDTH = 60;

    private static final int DRAWN_HEIGHT = 80;

    private CatalogueDirectory() {}

    /**
     * Reads every product that has a readable picture.
     *
     * @param skipped is told each row that is not taken, and why
     */
    static List<TrainingProduct> read(Path location, Consumer<String> skipped) throws IOException {
        Path directory = StylesDirectory.find(location.toRealPath())
                .orElseThrow(() -> new LearningException(
                        location + " holds no catalogue: expected styles.csv and the directory images in it"));
        List<TrainingProduct> products = new ArrayList<>();
        try (StylesDirectory source = StylesDirectory.open(directory, directory, LARGEST_PICTURE)) {
            boolean more = true;
            while (more) {
                try {
                    SourceRow row = source.next();
                    more = row != null;
                    if (row != null) {
                        products.add(product(row));
                    }
                } catch (RowRefused refused) {
                    skipped.accept(
                            "line " + source.line() + ": " + refused.reason().code() + ": " + refused.detail());
                }
            }
        } catch (RowRefused refused) {
            throw new LearningException(directory + " holds no catalogue: " + refused.detail(), refused);
        }
        return products;
    }

    private static TrainingProduct product(SourceRow row) throws IOException, RowRefused {
        String name =
                ProductRules.nameOf(row); // as the importer has it, for a product's name decides its part of the split
        byte @Nullable [] picture = row.picture().bytes();
        if (picture == null) {
            throw new LearningException("Product '" + row.id() + "' has no picture");
        }
        Map<String, String> attributes = new TreeMap<>();
        row.attributes().forEach((attribute, value) -> attributes.put(attribute, value.toString()));
        return new TrainingProduct(row.id(), name, attributes, sha256(picture), () -> picture);
    }

    /** The drawn sample catalogue of a seed, as small as photographs of the data set. */
    static List<TrainingProduct> drawn(long seed) {
        return SampleCatalogue.drawnWith(seed).products().parallelStream()
                .map(product -> drawn(product, seed))
                .toList();
    }

    private static TrainingProduct drawn(SampleProduct product, long seed) {
        byte[] picture = jpeg(shrunk(product.draw()));
        String id = "drawn-" + seed + "-" + product.id();
        return new TrainingProduct(id, product.name(), product.attributes(), sha256(picture), () -> picture);
    }

    private static BufferedImage shrunk(BufferedImage image) {
        BufferedImage result = image;
        while (result.getWidth() > DRAWN_WIDTH) { // halving keeps every source pixel in the mean
            int width = Math.max(DRAWN_WIDTH, result.getWidth() / 2);
            int height = Math.max(DRAWN_HEIGHT, result.getHeight() / 2);
            BufferedImage half = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = half.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(result, 0, 0, width, height, null);
            graphics.dispose();
            result = half;
        }
        return result;
    }

    private static byte[] jpeg(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
