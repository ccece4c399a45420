package io.vitrine.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vitrine.encoders.image.PixelWindow;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pictures under {@code pictures/} were made with Pillow: {@code drawn-*} are its antialiased bicubic resizes of
 * {@link #drawn}, {@code quadrants*} show red, green, blue and white quarters in 48×64 pixels.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PreprocessingTests {

    private static final int[] RED = {220, 20, 20};
    private static final int[] GREEN = {20, 200, 20};
    private static final int[] BLUE = {20, 20, 220};
    private static final int[] WHITE = {240, 240, 240};

    /** Keeps the 48×64 of the quadrants, so that decoding alone is seen. */
    private final Preprocessing sameSize = new Preprocessing(64, 48);

    private final Preprocessing towerSize = new Preprocessing(112, 96);

    @ParameterizedTest
    @CsvSource({"300,400", "60,80", "3000,10"})
    void resizes_as_the_reference_does(int width, int height) throws IOException {
        float[] pixels = towerSize.of(drawn(width, height)).pixels();

        BufferedImage reference = ImageIO.read(resource("drawn-%dx%d-to-96x112-bicubic.png".formatted(width, height)));
        double sum = 0;
        double greatest = 0;
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < 112; y++) {
                for (int x = 0; x < 96; x++) {
                    int expected = reference.getRGB(x, y) >> (16 - 8 * channel) & 255;
                    double difference = Math.abs(level(pixels, 112, 96, channel, x, y) - expected);
                    sum += difference;
                    greatest = Math.max(greatest, difference);
                }
            }
        }
        // The reference rounds to whole levels between its two passes; more than that would be another filter.
        assertThat(sum / pixels.length).isLessThan(0.5);
        assertThat(greatest).isLessThan(3);
    }

    @Test
    void scales_black_to_minus_one_and_white_to_one() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 0, 0xFFFFFF);

        assertThat(new Preprocessing(1, 2).of(image).pixels()).containsExactly(-1, 1, -1, 1, -1, 1);
    }

    @Test
    void reads_the_middle_alone_where_it_is_asked_to() throws Exception {
        BufferedImage framed = new BufferedImage(40, 80, BufferedImage.TYPE_INT_RGB);
        for (int x = 5; x < 35; x++) {
            for (int y = 10; y < 70; y++) {
                framed.setRGB(x, y, 0xFFFFFF);
            }
        }

        assertThat(new Preprocessing(20, 10, PixelWindow.middle(0.5))
                        .read(png(framed))
                        .pixels())
                .containsOnly(1);
        assertThat(new Preprocessing(20, 10).read(png(framed)).pixels()).contains(-1, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quadrants.png", "quadrants.jpg", "quadrants-palette.png"})
    void reads_colours(String name) throws Exception {
        assertQuadrants(name, 4, RED, GREEN, BLUE, WHITE);
    }

    @Test
    void reads_a_jpeg_in_cmyk() throws Exception {
        assertQuadrants("quadrants-cmyk.jpg", 25, RED, GREEN, BLUE, WHITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quadrants-grey.png", "quadrants-grey.jpg", "quadrants-grey-16-bit.png"})
    void reads_greys_without_brightening_them(String name) throws Exception {
        assertQuadrants(name, 3, grey(80), grey(126), grey(43), grey(240));
    }

    @Test
    void lays_transparent_pixels_on_white() throws Exception {
        assertQuadrants("quadrants-transparent-corner.png", 1, grey(255), GREEN, BLUE, WHITE);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
    void turns_a_photograph_as_its_orientation_says(int orientation) throws Exception {
        assertQuadrants("quadrants-orientation-" + orientation + ".jpg", 4, RED, GREEN, BLUE, WHITE);
    }

    @Test
    void spreads_a_single_pixel_over_the_whole_input() throws Exception {
        BufferedImage dot = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        dot.setRGB(0, 0, 0x33FF00);

        float[] pixels = towerSize.read(png(dot)).pixels();

        assertThat(pixels).hasSize(3 * 112 * 96);
        assertThat(level(pixels, 112, 96, 0, 50, 50)).isEqualTo(0x33);
        assertThat(level(pixels, 112, 96, 1, 95, 111)).isEqualTo(0xFF);
        assertThat(level(pixels, 112, 96, 2, 0, 0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.3, 0.6, 0.85})
    void refuses_a_file_cut_short(double share) throws IOException {
        for (String name : new String[] {"quadrants.jpg", "quadrants.png"}) {
            byte[] whole = bytes(name);
            byte[] cut = Arrays.copyOf(whole, (int) (whole.length * share));

            assertThatExceptionOfType(UnreadablePictureException.class)
                    .as("%s, %d of %d bytes", name, cut.length, whole.length)
                    .isThrownBy(() -> towerSize.read(cut));
        }
    }

    @Test
    void refuses_bytes_that_are_no_picture() {
        for (byte[] bytes : new byte[][] {{}, {0}, "no picture at all".getBytes(StandardCharsets.UTF_8)}) {
            assertThatExceptionOfType(UnreadablePictureException.class).isThrownBy(() -> towerSize.read(bytes));
        }
    }

    @Test
    void refuses_a_small_file_that_claims_a_huge_picture() throws IOException {
        byte[] png = bytes("quadrants.png");
        ByteBuffer.wrap(png).putInt(16, 2_000_000).putInt(20, 2_000_000);
        CRC32 checksum = new CRC32();
        checksum.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) checksum.getValue());

        assertThatExceptionOfType(UnreadablePictureException.class).isThrownBy(() -> towerSize.read(png));
    }

    private void assertQuadrants(String name, double tolerance, int[]... expected) throws Exception {
        float[] pixels = sameSize.read(bytes(name)).pixels();
        for (int quadrant = 0; quadrant < 4; quadrant++) {
            int x = 12 + 24 * (quadrant % 2);
            int y = 16 + 32 * (quadrant / 2);
            for (int channel = 0; channel < 3; channel++) {
                assertThat(level(pixels, 64, 48, channel, x, y))
                        .as("%s, quadrant %d, channel %d", name, quadrant, channel)
                        .isBetween(expected[quadrant][channel] - tolerance, expected[quadrant][channel] + tolerance);
            }
        }
    }

    /** The colour of a prepared pixel, back on the scale of 0 to 255. */
    private static double level(float[] pixels, int height, int width, int channel, int x, int y) {
        return Math.round((pixels[(channel * height + y) * width + x] + 1) * 127.5 * 1000) / 1000.0;
    }

    private static int[] grey(int level) {
        return new int[] {level, level, level};
    }

    /** Stripes and squares that get finer to the right and to the bottom, so that a resize without antialiasing shows. */
    private static BufferedImage drawn(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = (x * x / 7 + 3 * y) % 256;
                int green = (5 * x + y * y / 11) % 256;
                int blue = (x ^ y) * 3 % 256;
                image.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return image;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream input = resource(name)) {
            return input.readAllBytes();
        }
    }

    private static InputStream resource(String name) {
        InputStream input = PreprocessingTests.class.getResourceAsStream("/pictures/" + name);
        if (input == null) {
            throw new AssertionError("There is no picture " + name);
        }
        return input;
    }
}
