package io.vitrine.encoders.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.EncoderException;
import io.vitrine.encoders.Factors;
import io.vitrine.encoders.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hands a tower its parameters by name and shape, strictly: a tower asks for what it needs, and {@link #finish()}
 * refuses the checkpoint with a list of everything that was missing, misshapen or left over.
 */
public final class WeightLoader {

    private final String source;
    private final Map<String, StoredTensor> stored;
    private final Map<String, FreshTensors> fresh;
    private final NDManager manager;
    private final Factors factors;
    private final String prefix;
    private final Map<String, StoredTensor> unused;
    private final List<String> problems;
    private final LoadedTensors loaded;

    /**
     * Prepares to load.
     *
     * @param source what the error message calls this checkpoint
     * @param stored the checkpoint's tensors under the names that the tower uses
     * @param manager owns the loaded parameters
     */
    public WeightLoader(String source, Map<String, StoredTensor> stored, NDManager manager) {
        this(source, stored, Map.of(), manager);
    }

    /** The same where some parts start at random: {@code fresh} holds how, by the prefix of a part's names. */
    public WeightLoader(
            String source, Map<String, StoredTensor> stored, Map<String, FreshTensors> fresh, NDManager manager) {
        this(source, stored, fresh, manager, Factors.LEARNING);
    }

    /** The same for an encoder that is used otherwise than to learn. */
    public WeightLoader(
            String source,
            Map<String, StoredTensor> stored,
            Map<String, FreshTensors> fresh,
            NDManager manager,
            Factors factors) {
        this.factors = factors;
        this.source = source;
        this.stored = stored;
        this.fresh = fresh;
        this.manager = manager;
        this.prefix = "";
        this.unused = new LinkedHashMap<>(stored);
        this.problems = new ArrayList<>();
        this.loaded = new LoadedTensors(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    private WeightLoader(WeightLoader whole, String prefix) {
        this.factors = whole.factors;
        this.source = whole.source;
        this.stored = whole.stored;
        this.fresh = whole.fresh;
        this.manager = whole.manager;
        this.prefix = whole.prefix + prefix;
        this.unused = whole.unused;
        this.problems = whole.problems;
        this.loaded = whole.loaded;
    }

    /** A view on this loader for one part of the model, whose parameters carry a prefix in the checkpoint. */
    public WeightLoader below(String part) {
        return new WeightLoader(this, part);
    }

    /** The parameter of this name; a wrong or missing one is noted and replaced by zeros until {@link #finish()}. */
    public NDArray load(String localName, long... dimensions) {
        return load(prefix + localName, new Shape(dimensions), Precision.FLOAT32, loaded.parameters());
    }

    /** The same for a matrix that is used for nothing but to multiply by. */
    public NDArray loadFactor(String localName, long... dimensions) {
        return load(prefix + localName, new Shape(dimensions), factors.precision(), loaded.parameters());
    }

    /**
     * Tensors of one shape joined along their first dimension, so that one product does for several. They are not among
     * {@link LoadedTensors#parameters()}, and the caller's to close.
     */
    public NDArray loadJoined(List<String> localNames, long... dimensions) {
        Shape shape = new Shape(dimensions);
        NDList parts = new NDList();
        for (String localName : localNames) {
            parts.add(array(take(prefix + localName, shape), shape));
        }
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        try (parts) {
            return NDArrays.concat(parts);
        }
    }

    /** How matrices that only multiply are kept. */
    public Factors factors() {
        return factors;
    }

    /** The same for a tensor that is stored with the parameters and is none: it is not learned by gradients. */
    public NDArray loadBuffer(String localName, long... dimensions) {
        return load(prefix + localName, new Shape(dimensions), Precision.FLOAT32, loaded.buffers());
    }

    private NDArray load(String name, Shape shape, Precision precision, Map<String, NDArray> kind) {
        NDArray array = rounded(array(take(name, shape), shape), precision);
        array.setName(name);
        if (kind.put(name, array) != null) {
            throw new IllegalStateException("Tensor '" + name + "' was loaded twice");
        }
        return array;
    }

    private NDArray array(@Nullable StoredTensor tensor, Shape shape) {
        return tensor == null ? manager.zeros(shape) : tensor.in(manager);
    }

    private static NDArray rounded(NDArray array, Precision precision) {
        if (precision == Precision.FLOAT32) {
            return array;
        }
        try (array) {
            return precision.of(array);
        }
    }

    /** The tensor of this name; null when it is missing or of another shape, which is noted. */
    private @Nullable StoredTensor take(String name, Shape shape) {
        StoredTensor tensor = find(name, shape);
        unused.remove(name);
        if (tensor == null) {
            problems.add("missing: " + name + " " + shape);
        } else if (!tensor.shape().equals(shape)) {
            problems.add("wrong shape: " + name + " is " + tensor.shape() + ", expected " + shape);
            return null;
        }
        return tensor;
    }

    private @Nullable StoredTensor find(String name, Shape shape) {
        for (Map.Entry<String, FreshTensors> part : fresh.entrySet()) {
            if (name.startsWith(part.getKey())) {
                return part.getValue().tensor(name, shape);
            }
        }
        return stored.get(name);
    }

    /**
     * All that was loaded, in the order in which the tower asked for it.
     *
     * @throws EncoderException listing every missing, misshapen and surplus tensor
     */
    public LoadedTensors finish() {
        unused.forEach((name, tensor) -> problems.add("surplus: " + name + " " + tensor.shape()));
        if (!problems.isEmpty()) {
            throw new EncoderException("The weights in " + source + " do not fit the architecture (" + problems.size()
                    + " problems):\n  " + String.join("\n  ", problems));
        }
        return loaded;
    }
}
