package io.vitrine.learning;

import io.vitrine.encoders.DualEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a locked text tower says of texts, computed when one first occurs and remembered for the {@value #REMEMBERED} that occurred last.
 *
 * <p>B batch, W width of the tower.
 */
final class LockedTexts {

    private static final int REMEMBERED = 100_000; // 150 MB at a width of 384

    private final DualEncoder encoder;
    private final Map<String, float[]> features = new LinkedHashMap<>(16, 0.75f, true);

    LockedTexts(DualEncoder encoder) {
        this.encoder = encoder;
    }

    /** (B, W). */
    float[][] features(List<String> texts) {
        List<String> unknown = texts.stream()
                .filter(text -> !features.containsKey(text))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            float[][] computed = encoder.textFeatures(unknown);
            for (int i = 0; i < computed.length; i++) {
                features.put(unknown.get(i), computed[i]);
            }
        }
        float[][] known = texts.stream()
                .map(text -> Objects.requireNonNull(features.get(text)))
                .toArray(float[][]::new);
        while (features.size() > REMEMBERED) {
            features.remove(features.keySet().iterator().next());
        }
        return known;
    }
}
