package io.vitrine.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vitrine.encoders.weights.Safetensors;
import io.vitrine.encoders.weights.TensorType;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WeightAverageTests {

    private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
    private final NDArray bias = manager.create(new float[] {1, 2});
    private final Map<String, NDArray> parameters = Map.of("bias", bias);

    @TempDir
    Path directory;

    @AfterEach
    void release() {
        manager.close();
    }

    @Test
    void follows_the_parameters_slowly_and_fast_at_first() {
        WeightAverage average = new WeightAverage(parameters, 0.9);
        bias.set(new float[] {11, 12});
        average.update(0); // keeps a tenth
        bias.set(new float[] {0, 0});
        average.update(1000); // keeps nine tenths

        average.exchange();

        assertThat(bias.toFloatArray()).containsExactly(new float[] {9, 9.9f}, within(1e-5f));
    }

    @Test
    void a_second_exchange_puts_the_parameters_back() {
        WeightAverage average = new WeightAverage(parameters, 0.9);
        bias.set(new float[] {5, 6});

        average.exchange();
        assertThat(bias.toFloatArray()).containsExactly(1, 2);
        average.exchange();
        assertThat(bias.toFloatArray()).containsExactly(5, 6);
    }

    @Test
    void goes_on_from_what_was_kept() throws Exception {
        WeightAverage average = new WeightAverage(parameters, 0.9);
        bias.set(new float[] {11, 12});
        average.update(100);
        Path file = directory.resolve("average.safetensors");
        Safetensors.write(file, average.state(), TensorType.F32);

        WeightAverage resumed = new WeightAverage(parameters, 0.9);
        resumed.restore(Safetensors.read(file));

        assertThat(resumed.state().get("bias"))
                .usingRecursiveComparison()
                .isEqualTo(average.state().get("bias"));
        assertThatExceptionOfType(LearningException.class)
                .isThrownBy(() -> resumed.restore(Map.of()))
                .withMessageContaining("'bias'");
    }
}
