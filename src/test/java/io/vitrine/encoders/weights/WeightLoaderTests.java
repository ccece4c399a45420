package io.vitrine.encoders.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.EncoderException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WeightLoaderTests {

    private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();

    @AfterEach
    void release() {
        manager.close();
    }

    @Test
    void loads_parameters_in_the_order_in_which_they_are_asked_for() {
        WeightLoader loader = loader(Map.of("a", zeros(2, 3), "b", zeros(4)));

        loader.load("b", 4);
        loader.load("a", 2, 3);

        assertThat(loader.finish().parameters().keySet()).containsExactly("b", "a");
    }

    @Test
    void names_everything_missing_misshapen_and_left_over_at_once() {
        Map<String, StoredTensor> stored = new LinkedHashMap<>();
        stored.put("right", zeros(2, 3));
        stored.put("turned", zeros(3, 2));
        stored.put("longer", zeros(5));
        stored.put("left.over", zeros(7));
        stored.put("another.left.over", zeros(1, 1));
        WeightLoader loader = loader(stored);

        loader.load("right", 2, 3);
        loader.load("turned", 2, 3);
        loader.load("longer", 4);
        loader.load("absent", 6);
        loader.load("absent.too", 1, 8);

        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(loader::finish)
                .withMessageContaining("the checkpoint")
                .withMessageContaining("turned")
                .withMessageContaining("(3, 2)")
                .withMessageContaining("(2, 3)")
                .withMessageContaining("longer")
                .withMessageContaining("absent")
                .withMessageContaining("absent.too")
                .withMessageContaining("(1, 8)")
                .withMessageContaining("left.over")
                .withMessageContaining("another.left.over")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("right"));
    }

    @Test
    void takes_the_same_number_of_elements_in_another_shape_for_an_error() {
        WeightLoader loader = loader(Map.of("a", zeros(6)));

        loader.load("a", 2, 3);

        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(loader::finish)
                .withMessageContaining("(6)");
    }

    @Test
    void joins_tensors_in_the_order_of_their_names() {
        WeightLoader loader = loader(Map.of("first", filled(1, 2, 3), "second", filled(2, 2, 3)));

        NDArray joined = loader.loadJoined(List.of("second", "first"), 2, 3);

        assertThat(joined.getShape()).isEqualTo(new Shape(4, 3));
        assertThat(joined.toFloatArray()).containsExactly(2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1);
        assertThat(loader.finish().parameters()).isEmpty();
    }

    @Test
    void names_what_cannot_be_joined() {
        WeightLoader loader = loader(Map.of("turned", zeros(3, 2), "right", zeros(2, 3)));

        loader.below("tu").loadJoined(List.of("rned", "rning"), 2, 3);
        loader.loadJoined(List.of("right"), 2, 3);

        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(loader::finish)
                .withMessageContaining("2 problems")
                .withMessageContaining("wrong shape: turned is (3, 2), expected (2, 3)")
                .withMessageContaining("missing: turning (2, 3)");
    }

    private WeightLoader loader(Map<String, StoredTensor> stored) {
        return new WeightLoader("the checkpoint", stored, manager);
    }

    private static StoredTensor zeros(long... dimensions) {
        return filled(0, dimensions);
    }

    private static StoredTensor filled(float value, long... dimensions) {
        Shape shape = new Shape(dimensions);
        float[] values = new float[(int) shape.size()];
        Arrays.fill(values, value);
        return StoredTensor.of(values, shape);
    }
}
