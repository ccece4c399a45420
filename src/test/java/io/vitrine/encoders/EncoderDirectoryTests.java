package io.vitrine.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vitrine.encoders.image.VitConfig;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EncoderDirectoryTests {

    private final TinyEncoder trained = new TinyEncoder();

    @Test
    void a_trained_encoder_goes_on_with_larger_pictures() {
        VitConfig small = (VitConfig) trained.spec().image().architecture();
        VitConfig large = small.forPictures(2 * small.height(), 2 * small.width());
        BufferedImage picture = trained.pictures().getFirst();

        try (DualEncoder before = trained.open();
                DualEncoder after =
                        EncoderDirectory.resized(TinyEncoder.DIRECTORY, withPictures(large), ComputeDevice.cpu())) {
            assertThat(after.embedTexts(TinyEncoder.TEXTS)).isDeepEqualTo(before.embedTexts(TinyEncoder.TEXTS));
            assertThat(positions(after)).isGreaterThan(positions(before));
            assertThat(after.embedPictures(List.of(after.preprocessing().of(picture)))[0])
                    .hasSameSizeAs(
                            before.embedPictures(List.of(before.preprocessing().of(picture)))[0]);
        }
    }

    @Test
    void of_the_same_size_it_is_the_trained_encoder() {
        try (DualEncoder before = trained.open();
                DualEncoder after =
                        EncoderDirectory.resized(TinyEncoder.DIRECTORY, trained.spec(), ComputeDevice.cpu())) {
            assertThat(values(after)).isEqualTo(values(before));
        }
    }

    @Test
    void towers_of_another_width_are_refused_by_name() {
        VitConfig own = (VitConfig) trained.spec().image().architecture();
        VitConfig wider = new VitConfig(
                own.height(),
                own.width(),
                own.patch(),
                2 * own.hiddenWidth(),
                own.layers(),
                own.heads(),
                own.feedForwardWidth(),
                own.layerNormEpsilon());

        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(
                        () -> EncoderDirectory.resized(TinyEncoder.DIRECTORY, withPictures(wider), ComputeDevice.cpu()))
                .withMessageContaining("image.embeddings.cls_token");
    }

    /** Rows in the table of positions. */
    private static long positions(DualEncoder encoder) {
        return Objects.requireNonNull(encoder.parameters().get("image.embeddings.position_embeddings"))
                .getShape()
                .get(1);
    }

    private static Map<String, FloatBuffer> values(DualEncoder encoder) {
        Map<String, FloatBuffer> values = new HashMap<>();
        encoder.parameters().forEach((name, parameter) -> values.put(name, FloatBuffer.wrap(parameter.toFloatArray())));
        return values;
    }

    private EncoderSpec withPictures(VitConfig architecture) {
        EncoderSpec spec = trained.spec();
        EncoderSpec.Image image = new EncoderSpec.Image(spec.image().weights(), architecture);
        return new EncoderSpec(spec.name(), spec.dimensions(), spec.text(), image);
    }
}
