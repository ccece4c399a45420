package io.vitrine.encoders.weights;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * What a model holds after loading, by name, in the order in which it was asked for.
 *
 * @param parameters what training moves along gradients
 * @param buffers what training sets by other means, such as running statistics; they have no gradient
 */
public record LoadedTensors(Map<String, NDArray> parameters, Map<String, NDArray> buffers) {}
