package io.vitrine.encoders.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.EncoderException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hands a tower its parameters by name and shape, strictly: a tower asks for what it needs, and {@link #finish()}
 * refuses the checkpoint with a list of everything that was missing, misshapen or left over.
 */
public final class WeightLoader {

    private final String source;
    private final Map<String, StoredTensor> stored;
    private final NDManager manager;
    private final String prefix;
    private final Map<String, StoredTensor> unused;
    private final List<String> problems;
    private final Map<String, NDArray> loaded;

    /**
     * @param source what the error message calls this checkpoint
     * @param stored the checkpoint's tensors under the names that the tower uses
     * @param manager owns the loaded parameters
     */
    public WeightLoader(String source, Map<String, StoredTensor> stored, NDManager manager) {
        this.source = source;
        this.stored = stored;
        this.manager = manager;
        this.prefix = "";
        this.unused = new LinkedHashMap<>(stored);
        this.problems = new ArrayList<>();
        this.loaded = new LinkedHashMap<>();
    }

    private WeightLoader(WeightLoader whole, String prefix) {
        this.source = whole.source;
        this.stored = whole.stored;
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
        String name = prefix + localName;
        Shape shape = new Shape(dimensions);
        StoredTensor tensor = stored.get(name);
        unused.remove(name);
        NDArray array;
        if (tensor != null && tensor.shape().equals(shape)) {
            array = manager.create(tensor.floats(), shape);
        } else {
            problems.add(
                    tensor == null
                            ? "missing: " + name + " " + shape
                            : "wrong shape: " + name + " is " + tensor.shape() + ", expected " + shape);
            array = manager.zeros(shape);
        }
        array.setName(name);
        if (loaded.put(name, array) != null) {
            throw new IllegalStateException("Parameter '" + name + "' was loaded twice");
        }
        return array;
    }

    /** Replaces a loaded parameter by one computed from it, such as a position table for another picture size. */
    public NDArray replace(String localName, NDArray replacement) {
        String name = prefix + localName;
        NDArray previous = loaded.put(name, replacement);
        if (previous == null) {
            throw new IllegalStateException("Parameter '" + name + "' was not loaded");
        }
        replacement.attach(manager);
        replacement.setName(name);
        previous.close();
        return replacement;
    }

    /**
     * All parameters in the order in which the tower asked for them.
     *
     * @throws EncoderException listing every missing, misshapen and surplus parameter
     */
    public Map<String, NDArray> finish() {
        unused.forEach((name, tensor) -> problems.add("surplus: " + name + " " + tensor.shape()));
        if (!problems.isEmpty()) {
            throw new EncoderException("The weights in " + source + " do not fit the architecture (" + problems.size()
                    + " problems):\n  " + String.join("\n  ", problems));
        }
        return loaded;
    }
}
