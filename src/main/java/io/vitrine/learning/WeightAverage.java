package io.vitrine.learning;

import ai.djl.ndarray.NDArray;
import io.vitrine.encoders.weights.Safetensors;
import io.vitrine.encoders.weights.StoredTensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The exponential moving average of an encoder's parameters over the steps of a training (Polyak and Juditsky 1992): what single
 * batches push to and fro cancels out. The first steps count less, so that the average does not remember the start:
 * {@code decay(step) = min(decay, (1 + step) / (10 + step))}.
 */
final class WeightAverage {

    private final Map<String, NDArray> parameters;
    private final double decay;
    private final Map<String, NDArray> averages = new LinkedHashMap<>();

    /**
     * Begins with the parameters as they are.
     *
     * @param decay what the average keeps of itself in each step; 0 makes it the last step's parameters
     */
    WeightAverage(Map<String, NDArray> parameters, double decay) {
        this.parameters = parameters;
        this.decay = decay;
        if (decay > 0) {
            parameters.forEach((name, parameter) -> averages.put(name, parameter.duplicate()));
        }
    }

    /** Takes in the parameters after a step, counted from 0. */
    void update(int step) {
        float moved = (float) (1 - Math.min(decay, (1.0 + step) / (10.0 + step)));
        averages.forEach((name, average) -> {
            try (NDArray values = parameter(name).stopGradient();
                    NDArray way = values.sub(average)) {
                average.addi(way.muli(moved));
            }
        });
    }

    /** Puts the averages where the parameters are, and keeps the parameters; a second time puts everything back. */
    void exchange() {
        averages.forEach((name, average) -> {
            NDArray parameter = parameter(name);
            float[] values = parameter.toFloatArray();
            parameter.set(average.toFloatArray());
            average.set(values);
        });
    }

    Map<String, Safetensors.Values> state() {
        Map<String, Safetensors.Values> state = new LinkedHashMap<>();
        averages.forEach(
                (name, average) -> state.put(name, new Safetensors.Values(average.getShape(), average.toFloatArray())));
        return state;
    }

    /** Goes on from the averages of an earlier run; the same parameters must be there. */
    void restore(Map<String, StoredTensor> state) {
        averages.forEach((name, average) -> {
            StoredTensor stored = state.get(name);
            if (stored == null || !stored.shape().equals(average.getShape())) {
                throw new LearningException(
                        "The checkpoint does not hold the average of '" + name + "' " + average.getShape());
            }
            average.set(stored.floats());
        });
    }

    private NDArray parameter(String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }
}
