package io.vitrine.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vitrine.catalogue.sources.PictureType;
import io.vitrine.catalogue.sources.TinyPictures;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class ThumbnailsTests {

    private static final Path FIXTURES = Path.of("src/test/resources/pictures");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Pictures pictures = new Pictures(new PicturesInMemory());
    private final Thumbnails thumbnails = thumbnails(DataSize.ofMegabytes(1));

    @ParameterizedTest
    @CsvSource({"120, 160", "240, 320", "480, 640"})
    void areAsWideAsAskedAndKeepTheProportions(int width, int height) throws IOException {
        byte[] thumbnail = of(TinyPictures.encoded("jpg", 900, 1200, BufferedImage.TYPE_INT_RGB), width);
        assertThat(PictureType.of(thumbnail)).isEqualTo(PictureType.JPEG);
        assertThat(decoded(thumbnail).getWidth()).isEqualTo(width);
        assertThat(decoded(thumbnail).getHeight()).isEqualTo(height);
    }

    @ParameterizedTest
    @CsvSource({"12, 16", "120, 160", "120, 600", "60, 80"})
    void aPictureThatIsNoWiderStaysAsItIs(int width, int height) {
        byte[] picture = TinyPictures.encoded("jpg", width, height, BufferedImage.TYPE_INT_RGB);
        assertThat(of(picture, 120)).isEqualTo(picture);
    }

    @Test
    void areMadeOnce() {
        String hash = pictures.keepOwn(TinyPictures.encoded("png", 300, 300, BufferedImage.TYPE_INT_RGB));
        assertThat(thumbnails.of(hash, 120)).isSameAs(thumbnails.of(hash, 120));
        assertThat(thumbnails.of(hash, 240)).isNotEqualTo(thumbnails.of(hash, 120));
    }

    @Test
    void takeNoMoreMemoryThanTheyMay() {
        Thumbnails small = thumbnails(DataSize.ofKilobytes(20));
        for (int size = 500; size < 540; size++) {
            small.of(pictures.keepOwn(TinyPictures.encoded("jpg", size, size, BufferedImage.TYPE_INT_RGB)), 240);
        }
        assertThat(meters.get("cache.size").tag("cache", "thumbnails").gauge().value())
                .isLessThan(20);
    }

    @Test
    void transparencyStays() throws IOException {
        byte[] thumbnail = of(TinyPictures.encoded("png", 200, 200, BufferedImage.TYPE_INT_ARGB), 120);
        assertThat(PictureType.of(thumbnail)).isEqualTo(PictureType.PNG);
        assertThat(decoded(thumbnail).getColorModel().hasAlpha()).isTrue();
    }

    @Test
    void greyStaysAsDarkAsItIs() throws IOException {
        BufferedImage grey = new BufferedImage(300, 300, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 300; y++) {
            for (int x = 0; x < 300; x++) {
                grey.getRaster().setSample(x, y, 0, 100);
            }
        }
        byte[] thumbnail = of(TinyPictures.encoded("jpg", grey), 120);
        assertThat(new Color(decoded(thumbnail).getRGB(60, 60)).getRed()).isCloseTo(100, within(3));
    }

    @ParameterizedTest
    @CsvSource({"quadrants.jpg", "quadrants-orientation-6.jpg", "quadrants-orientation-3.jpg", "quadrants-cmyk.jpg"})
    void standUprightWhateverTheCameraHeldLike(String fixture) throws IOException {
        byte[] picture = Files.readAllBytes(FIXTURES.resolve(fixture));
        int width = 6;
        BufferedImage upright = decoded(Files.readAllBytes(FIXTURES.resolve("quadrants.png")));
        BufferedImage thumbnail = decoded(Objects.requireNonNull(Shrinking.toWidth(picture, width)));
        assertThat(thumbnail.getWidth()).isEqualTo(width);
        assertThat(thumbnail.getHeight()).isCloseTo(width * upright.getHeight() / upright.getWidth(), within(1));
        for (int corner = 0; corner < 4; corner++) {
            assertSimilar(at(thumbnail, corner), at(upright, corner));
        }
    }

    @Test
    void aDamagedPictureIsNoThumbnail() {
        assertThatThrownBy(() -> of(new byte[] {1, 2, 3}, 120)).hasMessage("A stored picture cannot be decoded");
    }

    private static Color at(BufferedImage image, int corner) {
        int x = corner % 2 == 0 ? 0 : image.getWidth() - 1;
        int y = corner / 2 == 0 ? 0 : image.getHeight() - 1;
        return new Color(image.getRGB(x, y));
    }

    private static void assertSimilar(Color actual, Color expected) {
        assertThat(List.of(actual.getRed(), actual.getGreen(), actual.getBlue()))
                .zipSatisfy(
                        List.of(expected.getRed(), expected.getGreen(), expected.getBlue()),
                        (one, other) -> assertThat(one).isCloseTo(other, within(70)));
    }

    private byte[] of(byte[] picture, int width) {
        return thumbnails.of(pictures.keepOwn(picture), width);
    }

    private static BufferedImage decoded(byte[] picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture));
    }

    private Thumbnails thumbnails(DataSize memory) {
        return new Thumbnails(
                pictures,
                new CatalogueProperties(
                        List.of(),
                        DataSize.ofMegabytes(1),
                        DataSize.ofMegabytes(1),
                        memory,
                        new CatalogueProperties.Sample(false)),
                meters);
    }
}
