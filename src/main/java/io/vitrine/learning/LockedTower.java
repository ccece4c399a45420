package io.vitrine.learning;

import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.DualEncoder.Part;
import io.vitrine.encoders.Preprocessing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Opens the features of an encoder's locked towers. */
final class LockedTower {

    private static final int TEXTS = 200_000; // 150 MB on disk and 300 MB of memory at a width of 384

    private LockedTower() {}

    /** Of texts, those that were used last. */
    static LockedFeatures<String> texts(DualEncoder encoder, Path directory) {
        return new LockedFeatures<>(
                directory,
                "locked-text",
                fingerprint(encoder, Part.TEXT_TOWER),
                TEXTS,
                LockedTower::hash,
                encoder::textFeatures);
    }

    /** Of products' whole pictures, all of them. */
    static LockedFeatures<TrainingProduct> pictures(DualEncoder encoder, Path directory) {
        Preprocessing preprocessing = encoder.preprocessing();
        return new LockedFeatures<>(
                directory,
                "locked-image",
                fingerprint(encoder, Part.IMAGE_TOWER),
                Integer.MAX_VALUE,
                TrainingProduct::pictureHash,
                products -> encoder.pictureFeatures(products.stream()
                        .map(product -> product.picture(preprocessing))
                        .toList()));
    }

    /** Of the architecture and the tower's weights, 32 hexadecimal digits. */
    private static String fingerprint(DualEncoder encoder, Part tower) {
        MessageDigest digest = sha256();
        digest.update(encoder.spec().toString().getBytes(StandardCharsets.UTF_8));
        encoder.parameters().forEach((name, parameter) -> {
            if (DualEncoder.partOf(name) == tower) {
                float[] values = parameter.toFloatArray();
                ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
                bytes.asFloatBuffer().put(values);
                digest.update(bytes);
            }
        });
        return digits(digest);
    }

    private static String hash(String text) {
        MessageDigest digest = sha256();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return digits(digest);
    }

    private static String digits(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
