package io.vitrine.encoders;

import static io.vitrine.encoders.HostilePicture.refused;
import static io.vitrine.encoders.PngBytes.bytes;
import static io.vitrine.encoders.PngBytes.joined;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Bytes of other formats, which may come under a picture's name and media type. */
final class NoPictures {

    private static final String UNKNOWN = "no picture of a known format";

    private NoPictures() {}

    static List<HostilePicture> kinds() {
        return List.of(
                refused("no bytes", new byte[0], UNKNOWN),
                refused("one byte", bytes(0xFF), UNKNOWN),
                refused("1 MB of zeros", new byte[1 << 20], UNKNOWN),
                refused("an HTML page", text("<!doctype html><title>404</title>Not found"), UNKNOWN),
                refused("a PDF", text("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"), UNKNOWN),
                refused(
                        "an SVG",
                        text("<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"/etc/passwd\"/></svg>"),
                        UNKNOWN),
                refused("a text", text("no picture at all"), UNKNOWN),
                refused("a JSON document", text("{\"image\":null}"), UNKNOWN),
                refused("a picture in Base64", text("/9j/4AAQSkZJRgABAQAAAQABAAD"), UNKNOWN),
                refused("a picture in a ZIP", zipped(JpegBytes.plain(4, 4, Color.RED)), UNKNOWN),
                refused("a byte before a JPEG", joined(bytes(0), JpegBytes.plain(4, 4, Color.RED)), UNKNOWN),
                refused("a TIFF", tiff(), UNKNOWN),
                refused("a WBMP", bytes(0, 0, 8, 1, 0xFF), UNKNOWN),
                refused("a WebP", joined(text("RIFF"), bytes(26, 0, 0, 0), text("WEBPVP8L"), new byte[14]), UNKNOWN),
                refused("an AVIF", joined(bytes(0, 0, 0, 24), text("ftypavif"), new byte[40]), UNKNOWN),
                refused("an HEIC", joined(bytes(0, 0, 0, 24), text("ftypheic"), new byte[40]), UNKNOWN),
                refused("an icon", joined(bytes(0, 0, 1, 0, 1, 0, 16, 16), new byte[40]), UNKNOWN),
                refused("a JPEG 2000", joined(bytes(0, 0, 0, 12), text("jP  \r\n"), new byte[40]), UNKNOWN),
                refused("a JPEG XL", joined(bytes(0xFF, 0x0A), new byte[40]), UNKNOWN),
                refused("a Photoshop document", joined(text("8BPS"), bytes(0, 1), new byte[40]), UNKNOWN));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zipped(byte[] picture) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(output)) {
            zip.putNextEntry(new ZipEntry("picture.jpg"));
            zip.write(picture);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return output.toByteArray();
    }

    private static byte[] tiff() {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            ImageIO.write(JpegBytes.painted(4, 4, BufferedImage.TYPE_INT_RGB, Color.RED), "tiff", output);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return output.toByteArray();
    }
}
