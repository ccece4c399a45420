package io.vitrine.learning;

import io.vitrine.encoders.DualEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Moves a trained encoder back towards where its training began, {@code share · start + (1 − share) · end} in every parameter
 * (Wortsman et al. 2022, WiSE-FT): what the training forgot comes back before what it learned goes.
 */
final class StartBlending {

    private final List<Double> shares;
    private final List<TrainingProduct> validation;

    /**
     * For one training.
     *
     * @param shares of the start that are tried
     * @param validation products that tell which share is best; may be empty for a single share
     */
    StartBlending(List<Double> shares, List<TrainingProduct> validation) {
        this.shares = shares;
        this.validation = validation;
    }

    /** @throws LearningException when the encoder has running statistics, which belong to one set of weights and to no blend */
    void check(DualEncoder encoder) {
        if (!triesNothing() && !encoder.buffers().isEmpty()) {
            throw new LearningException("A tower of '" + encoder.spec().name()
                    + "' keeps running statistics, which fit no blend of weights: leave startShares out");
        }
    }

    private boolean triesNothing() {
        return shares.stream().allMatch(share -> share == 0);
    }

    /**
     * Leaves the best blend in the encoder.
     *
     * @param start opens the encoder that the training began with
     * @return what was tried, the best first; empty when nothing was to be tried
     */
    List<StartBlend> apply(DualEncoder encoder, Supplier<DualEncoder> start) {
        if (triesNothing()) {
            return List.of();
        }
        Map<String, float[]> first;
        try (DualEncoder begun = start.get()) {
            first = values(begun);
        }
        Map<String, float[]> last = values(encoder);
        List<StartBlend> tried = new ArrayList<>();
        for (double share : shares) {
            set(encoder, first, last, (float) share);
            tried.add(new StartBlend(share, figures(encoder)));
        }
        tried.sort(Comparator.comparingDouble(StartBlend::mrr).reversed()); // stable: of equals the first named
        set(encoder, first, last, (float) tried.getFirst().startShare());
        return List.copyOf(tried);
    }

    private RetrievalMetrics.@Nullable TextToImage figures(DualEncoder encoder) {
        return validation.isEmpty()
                ? null
                : new CatalogueVectors(Sides.of(encoder), validation, done -> {}).textToImage(0);
    }

    private static Map<String, float[]> values(DualEncoder encoder) {
        Map<String, float[]> values = new LinkedHashMap<>();
        encoder.parameters().forEach((name, parameter) -> values.put(name, parameter.toFloatArray()));
        return values;
    }

    private static void set(DualEncoder encoder, Map<String, float[]> first, Map<String, float[]> last, float share) {
        encoder.parameters().forEach((name, parameter) -> {
            float[] from = of(first, name);
            float[] to = of(last, name);
            float[] blend = new float[to.length];
            for (int i = 0; i < blend.length; i++) {
                blend[i] = share * from[i] + (1 - share) * to[i];
            }
            parameter.set(blend);
        });
    }

    private static float[] of(Map<String, float[]> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }
}
