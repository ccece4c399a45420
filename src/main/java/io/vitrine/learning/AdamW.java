package io.vitrine.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.vitrine.encoders.weights.Safetensors;
import io.vitrine.encoders.weights.StoredTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2017) and clipping by the global norm of all gradients. Matrices
 * decay; biases, gains and the logit scale do not. The moments can be saved, so that a training resumes where it stopped.
 */
final class AdamW implements AutoCloseable {

    private static final float BETA_1 = 0.9f;
    private static final float BETA_2 = 0.98f;
    private static final float EPSILON = 1e-6f;

    private static final String MEAN = "mean.";
    private static final String VARIANCE = "variance.";

    private record Moments(NDArray mean, NDArray variance) {}

    private final Map<String, NDArray> parameters;
    private final ToDoubleFunction<String> learningRates;
    private final double weightDecay;
    private final double clipNorm;
    private final NDManager manager;
    private final Map<String, Moments> moments = new LinkedHashMap<>();

    /**
     * Prepares to learn.
     *
     * @param parameters by name; each has its gradient attached
     * @param learningRates full learning rate of a parameter by its name
     * @param clipNorm largest allowed L2 norm of all gradients together
     */
    AdamW(
            Map<String, NDArray> parameters,
            ToDoubleFunction<String> learningRates,
            double weightDecay,
            double clipNorm) {
        this.parameters = parameters;
        this.learningRates = learningRates;
        this.weightDecay = weightDecay;
        this.clipNorm = clipNorm;
        this.manager = parameters.values().iterator().next().getManager().newSubManager();
        parameters.forEach((name, parameter) -> moments.put(
                name, new Moments(manager.zeros(parameter.getShape()), manager.zeros(parameter.getShape()))));
    }

    /**
     * Moves every parameter along its gradient and clears the gradients.
     *
     * @param step number of updates made before, from 0
     * @param factor the schedule's factor for this step
     * @return the gradients' global norm before clipping
     * @throws LearningException when the gradients are not finite; nothing has moved then
     */
    double update(int step, double factor) {
        Map<String, Double> squares = squaredNorms();
        double norm = Math.sqrt(
                squares.values().stream().mapToDouble(Double::doubleValue).sum());
        if (!Double.isFinite(norm)) {
            List<String> wrong = squares.entrySet().stream()
                    .filter(entry -> !Double.isFinite(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            throw new LearningException("The gradients are not finite in step " + step + ", in " + wrong
                    + ": the training has diverged; lower the learning rates or lengthen the warm-up");
        }
        float rescale = (float) Math.min(1, clipNorm / Math.max(norm, 1e-12));
        double correction = Math.sqrt(1 - Math.pow(BETA_2, step + 1)) / (1 - Math.pow(BETA_1, step + 1));
        parameters.forEach((name, parameter) -> {
            double rate = learningRates.applyAsDouble(name) * factor;
            update(name, parameter, (float) rate, (float) (rate * correction), rescale);
        });
        return norm;
    }

    private void update(String name, NDArray parameter, float rate, float correctedRate, float rescale) {
        Moments state = Objects.requireNonNull(moments.get(name), name);
        boolean isMatrix = parameter.getShape().dimension() > 1;
        try (NDArray gradient = parameter.getGradient()) {
            parameter
                    .getNDArrayInternal()
                    .adamUpdate(
                            new NDList(parameter, gradient, state.mean(), state.variance()),
                            new NDList(parameter),
                            rate,
                            correctedRate,
                            isMatrix ? (float) weightDecay : 0,
                            rescale,
                            -1,
                            BETA_1,
                            BETA_2,
                            EPSILON,
                            false,
                            true);
        }
    }

    /** All of them come from the device at once: a GPU would be waited for at each. */
    private Map<String, Double> squaredNorms() {
        try (NDManager scope = manager.newSubManager()) {
            NDList sums = new NDList();
            parameters.values().forEach(parameter -> sums.add(squaredNorm(parameter, scope)));
            float[] values = NDArrays.stack(sums).toFloatArray();
            Map<String, Double> squares = new LinkedHashMap<>();
            parameters.keySet().forEach(name -> squares.put(name, (double) values[squares.size()]));
            return squares;
        }
    }

    private static NDArray squaredNorm(NDArray parameter, NDManager scope) {
        try (NDManager inner = scope.newSubManager()) {
            NDArray gradient = parameter.getGradient();
            gradient.attach(inner);
            NDArray sum = gradient.square().sum();
            sum.attach(scope);
            return sum;
        }
    }

    /** The moments by {@code mean.<parameter>} and {@code variance.<parameter>}. */
    Map<String, Safetensors.Values> state() {
        Map<String, Safetensors.Values> state = new LinkedHashMap<>();
        moments.forEach((name, moment) -> {
            state.put(MEAN + name, values(moment.mean()));
            state.put(VARIANCE + name, values(moment.variance()));
        });
        return state;
    }

    private static Safetensors.Values values(NDArray array) {
        return new Safetensors.Values(array.getShape(), array.toFloatArray());
    }

    /** Takes the moments of an earlier run; the same parameters must be there. */
    void restore(Map<String, StoredTensor> state) {
        moments.forEach((name, moment) -> {
            restore(moment.mean(), MEAN + name, state);
            restore(moment.variance(), VARIANCE + name, state);
        });
    }

    private static void restore(NDArray moment, String name, Map<String, StoredTensor> state) {
        StoredTensor stored = state.get(name);
        if (stored == null || !stored.shape().equals(moment.getShape())) {
            throw new LearningException(
                    "The checkpoint does not hold the optimiser's '" + name + "' " + moment.getShape());
        }
        moment.set(stored.floats());
    }

    @Override
    public void close() {
        manager.close();
    }
}
