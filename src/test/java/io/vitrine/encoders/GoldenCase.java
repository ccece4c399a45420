package io.vitrine.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.image.ImageArchitecture;
import io.vitrine.encoders.image.Phase;
import io.vitrine.encoders.image.ResNetConfig;
import io.vitrine.encoders.image.ResNetTower;
import io.vitrine.encoders.image.VitConfig;
import io.vitrine.encoders.image.VitTower;
import io.vitrine.encoders.text.BertConfig;
import io.vitrine.encoders.text.BertTower;
import io.vitrine.encoders.text.Gpt2Config;
import io.vitrine.encoders.text.Gpt2Tower;
import io.vitrine.encoders.weights.PublishedCheckpoint;
import io.vitrine.encoders.weights.Safetensors;
import io.vitrine.encoders.weights.StoredTensor;
import io.vitrine.encoders.weights.WeightLoader;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One golden case: a checkpoint, inputs, and what the reference library computed from them. */
record GoldenCase(PublishedCheckpoint checkpoint, String name, Map<String, StoredTensor> tensors) {

    /** Room for another order of summation in float32; the references are exact to 3e-6. */
    private static final double TOLERANCE = 1e-4;

    static GoldenCase read(Path directory) {
        return new GoldenCase(
                PublishedCheckpoint.open(directory),
                directory.getFileName().toString(),
                Safetensors.read(directory.resolve("case.safetensors")));
    }

    void verify() {
        MatrixUnits.rest(); // the reference is exact, and the engine's own device may be a GPU
        try (NDManager manager = ComputeDevice.engine().newBaseManager()) {
            int compared = switch (checkpoint.modelType()) {
                case "bert" -> verifyBert(manager);
                case "gpt2" -> verifyGpt2(manager);
                case "vit" -> verifyVit(manager);
                case "resnet" -> verifyResNet(manager);
                default -> throw new AssertionError("Unknown family '" + checkpoint.modelType() + "'");
            };
            assertThat(compared).as("outputs to compare").isPositive();
        }
    }

    private int verifyBert(NDManager manager) {
        WeightLoader weights = new WeightLoader(name, checkpoint.tensors(), manager);
        BertTower tower = new BertTower((BertConfig) checkpoint.text(), weights);
        weights.finish();
        StoredTensor mask = required("input.attention_mask");
        NDArray ids = integers(manager, required("input.input_ids"));
        NDArray seen = floats(manager, mask);
        StoredTensor types = tensors.get("input.token_type_ids");
        NDArray typeIds = types == null ? ids.zerosLike() : integers(manager, types);
        return compare("output.last_hidden_state", tower.lastHiddenState(ids, typeIds, seen), mask.floats())
                + compare("output.mean_pooled", tower.pooled(ids, typeIds, seen), null);
    }

    private int verifyGpt2(NDManager manager) {
        WeightLoader weights = new WeightLoader(name, checkpoint.tensors(), manager);
        Gpt2Tower tower = new Gpt2Tower((Gpt2Config) checkpoint.text(), weights);
        weights.finish();
        StoredTensor mask = required("input.attention_mask");
        NDArray ids = integers(manager, required("input.input_ids"));
        NDArray seen = floats(manager, mask);
        return compare("output.last_hidden_state", tower.lastHiddenState(ids, seen), mask.floats())
                + compare("output.last_pooled", tower.pooled(ids, seen), null);
    }

    private int verifyVit(NDManager manager) {
        VitConfig config = (VitConfig) imageArchitecture();
        WeightLoader weights = new WeightLoader(name, checkpoint.tensorsFor(config), manager);
        VitTower tower = new VitTower(config, weights);
        weights.finish();
        NDArray pixels = floats(manager, required("input.pixel_values"));
        return compare("output.last_hidden_state", tower.lastHiddenState(pixels), null)
                + compare("output.pooled", tower.pooled(pixels, Phase.EMBEDDING), null);
    }

    private int verifyResNet(NDManager manager) {
        ResNetConfig config = (ResNetConfig) imageArchitecture();
        WeightLoader weights = new WeightLoader(name, checkpoint.tensorsFor(config), manager);
        ResNetTower tower = new ResNetTower(config, weights);
        weights.finish();
        NDArray pixels = floats(manager, required("input.pixel_values"));
        return compare("output.last_hidden_state", tower.lastHiddenState(pixels, Phase.EMBEDDING), null)
                + compare("output.pooled", tower.pooled(pixels, Phase.EMBEDDING), null);
    }

    private ImageArchitecture imageArchitecture() {
        Shape pictures = required("input.pixel_values").shape();
        return checkpoint.image((int) pictures.get(2), (int) pictures.get(3));
    }

    /** Compares an output if the case has it; rows whose mask is 0 are left out. Returns the number of outputs compared. */
    private int compare(String output, NDArray computed, float @Nullable [] mask) {
        StoredTensor reference = tensors.get(output);
        if (reference == null) {
            return 0;
        }
        assertThat(computed.getShape()).as(output).isEqualTo(reference.shape());
        float[] expected = reference.floats();
        float[] actual = computed.toFloatArray();
        int width = mask == null ? expected.length : expected.length / mask.length;
        double greatest = 0;
        for (int i = 0; i < expected.length; i++) {
            if (mask == null || mask[i / width] != 0) {
                double difference = Math.abs((double) expected[i] - actual[i]);
                greatest = difference <= greatest ? greatest : difference; // NaN wins
            }
        }
        assertThat(greatest).as(name + ", " + output + ": greatest difference").isLessThanOrEqualTo(TOLERANCE);
        return 1;
    }

    private StoredTensor required(String tensor) {
        StoredTensor stored = tensors.get(tensor);
        if (stored == null) {
            throw new AssertionError(name + " has no tensor '" + tensor + "', only " + tensors.keySet());
        }
        return stored;
    }

    private static NDArray integers(NDManager manager, StoredTensor tensor) {
        return manager.create(tensor.longs(), tensor.shape());
    }

    private static NDArray floats(NDManager manager, StoredTensor tensor) {
        return manager.create(tensor.floats(), tensor.shape());
    }
}
