package io.vitrine.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes are, they are read as what they show or refused with the reason, soon, and nothing else comes of them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HostilePicturesTests {

    /** Three by three, so that one pixel shows the middle. */
    private final Preprocessing preprocessing = new Preprocessing(3, 3);

    static Stream<HostilePicture> readable() {
        return HostilePicture.all().filter(HostilePicture::isReadable);
    }

    static Stream<HostilePicture> unreadable() {
        return HostilePicture.all().filter(kind -> !kind.isReadable());
    }

    @ParameterizedTest
    @MethodSource("readable")
    void reads_what_is_only_odd(HostilePicture kind) throws Exception {
        BufferedImage image = Preprocessing.decode(kind.encoded());

        float[] pixels = preprocessing.of(image).pixels();

        assertThat(List.of(image.getWidth(), image.getHeight())).isEqualTo(kind.size());
        Color colour = kind.colour();
        if (colour != null) {
            assertThat(level(pixels, 0)).as("red").isCloseTo(colour.getRed(), within(3));
            assertThat(level(pixels, 1)).as("green").isCloseTo(colour.getGreen(), within(3));
            assertThat(level(pixels, 2)).as("blue").isCloseTo(colour.getBlue(), within(3));
        }
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void refuses_the_rest_and_says_why(HostilePicture kind) {
        assertThatExceptionOfType(UnreadablePictureException.class)
                .isThrownBy(() -> preprocessing.read(kind.encoded()))
                .withMessageContaining(kind.problem())
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("null"));
    }

    /** The middle of a channel, on the scale of 0 to 255. */
    private static int level(float[] pixels, int channel) {
        return Math.round((pixels[9 * channel + 4] + 1) * 127.5f);
    }
}
