package io.vitrine.catalogue.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureCheckTests {

    @ParameterizedTest
    @CsvSource({"jpg,60,80", "jpg,1,1", "jpg,300,2", "png,7,5", "gif,9,9"})
    void takesPicturesOfAnySizeAndFormat(String format, int width, int height) {
        byte[] picture = TinyPictures.encoded(format, width, height, BufferedImage.TYPE_INT_RGB);

        assertThatCode(() -> PictureCheck.check(picture)).doesNotThrowAnyException();
    }

    @Test
    void takesGreyscalePictures() {
        byte[] picture = TinyPictures.encoded("jpg", 60, 80, BufferedImage.TYPE_BYTE_GRAY);

        assertThatCode(() -> PictureCheck.check(picture)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"jpg", "png", "gif"})
    void refusesAPictureThatEndsTooEarly(String format) {
        byte[] picture = TinyPictures.encoded(format, 60, 80, BufferedImage.TYPE_INT_RGB);

        assertRefused(TinyPictures.truncated(picture));
    }

    @Test
    void refusesWhatIsNoPicture() {
        assertRefused(new byte[0]);
        assertRefused("<html>not found</html>".getBytes(StandardCharsets.UTF_8));
        assertRefused(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF});
    }

    @Test
    void refusesAPictureThatWouldFillTheMemoryBeforeItIsDecoded() {
        byte[] picture = TinyPictures.encoded("png", 8, 8, BufferedImage.TYPE_INT_RGB);
        ByteBuffer header = ByteBuffer.wrap(picture);
        header.putInt(16, 100_000).putInt(20, 100_000);

        assertRefused(picture);
    }

    @Test
    void refusesAStripThatWouldFillTheMemoryWhenItIsResampled() {
        assertRefused(TinyPictures.encoded("png", 1, 70_000, BufferedImage.TYPE_BYTE_GRAY));
    }

    @Test
    void tellsTheFormatsApart() {
        assertThat(PictureType.of(TinyPictures.jpeg(Color.RED))).isEqualTo(PictureType.JPEG);
        assertThat(PictureType.of(TinyPictures.encoded("png", 2, 2, BufferedImage.TYPE_INT_RGB)))
                .isEqualTo(PictureType.PNG);
        assertThat(PictureType.of(TinyPictures.encoded("gif", 2, 2, BufferedImage.TYPE_INT_RGB)))
                .isEqualTo(PictureType.GIF);
        assertThat(PictureType.of(new byte[] {1, 2, 3})).isNull();
    }

    private static void assertRefused(byte[] picture) {
        assertThatExceptionOfType(RowRefused.class)
                .isThrownBy(() -> PictureCheck.check(picture))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(SkipReason.UNREADABLE_PICTURE));
    }
}
