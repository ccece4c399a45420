package io.vitrine.learning;

import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.Picture;
import io.vitrine.encoders.Preprocessing;
import io.vitrine.encoders.weights.Safetensors;
import io.vitrine.encoders.weights.StoredTensor;
import io.vitrine.encoders.weights.TensorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What a locked image tower says of each product's picture, computed once and kept on disk, so that a resumed training begins at once.
 *
 * <p>B batch, N products, W width of the tower.
 */
final class LockedPictures {

    private static final String FILE = "locked-image.safetensors";
    private static final int BATCH = 128;

    private final float[][] features; // (N, W)

    private LockedPictures(float[][] features) {
        this.features = features;
    }

    /** Reads the features from the directory, or computes and writes them there when those are of other pictures or another tower. */
    static LockedPictures of(
            DualEncoder encoder, List<TrainingProduct> products, Path directory, TrainingListener listener) {
        Path file = directory.resolve(FILE);
        String fingerprint = fingerprint(encoder, products);
        StoredTensor stored = Files.exists(file) ? Safetensors.read(file).get(fingerprint) : null;
        if (stored != null) {
            return new LockedPictures(rows(stored));
        }
        float[][] computed = computed(encoder, products, listener);
        write(file, fingerprint, computed);
        return new LockedPictures(computed);
    }

    /** (B, W). */
    float[][] features(List<Integer> products) {
        return products.stream().map(product -> features[product]).toArray(float[][]::new);
    }

    private static float[][] computed(DualEncoder encoder, List<TrainingProduct> products, TrainingListener listener) {
        Preprocessing preprocessing = encoder.preprocessing();
        List<float[]> rows = new ArrayList<>(products.size());
        while (rows.size() < products.size()) {
            List<Picture> batch = products.subList(rows.size(), Math.min(products.size(), rows.size() + BATCH)).stream()
                    .map(product -> product.picture(preprocessing))
                    .toList();
            rows.addAll(Arrays.asList(encoder.pictureFeatures(batch)));
            listener.onLockedPictures(rows.size(), products.size());
        }
        return rows.toArray(float[][]::new);
    }

    private static float[][] rows(StoredTensor stored) {
        float[] flat = stored.floats();
        int width = (int) stored.shape().get(1);
        float[][] rows = new float[(int) stored.shape().get(0)][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
        }
        return rows;
    }

    private static void write(Path file, String fingerprint, float[][] features) {
        int width = features[0].length;
        float[] flat = new float[features.length * width];
        for (int i = 0; i < features.length; i++) {
            System.arraycopy(features[i], 0, flat, i * width, width);
        }
        Path unfinished = file.resolveSibling(FILE + ".part");
        Shape shape = new Shape(features.length, width);
        try {
            Files.createDirectories(file.getParent());
            Safetensors.write(unfinished, Map.of(fingerprint, new Safetensors.Values(shape, flat)), TensorType.F32);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the features of the locked image tower to " + file, e);
        }
    }

    /** Of the pictures in their order, and of the tower's weights. */
    private static String fingerprint(DualEncoder encoder, List<TrainingProduct> products) {
        MessageDigest digest = sha256();
        for (TrainingProduct product : products) {
            digest.update((product.id() + "\0" + product.pictureHash() + "\0").getBytes(StandardCharsets.UTF_8));
        }
        encoder.parameters().forEach((name, parameter) -> {
            if (DualEncoder.partOf(name) == DualEncoder.Part.IMAGE_TOWER) {
                float[] values = parameter.toFloatArray();
                ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
                bytes.asFloatBuffer().put(values);
                digest.update(bytes);
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
