package io.vitrine.encoders;

import static io.vitrine.encoders.PngBytes.bytes;
import static io.vitrine.encoders.PngBytes.joined;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Makes small JPEG files and takes them apart segment by segment. */
final class JpegBytes {

    static final int START_OF_FRAME = 0xC0;
    static final int PROGRESSIVE_FRAME = 0xC2;
    static final int HUFFMAN_TABLES = 0xC4;
    static final int START_OF_SCAN = 0xDA;
    static final int QUANTISATION_TABLES = 0xDB;

    private JpegBytes() {}

    static byte[] plain(int width, int height, Color colour) {
        return written(new IIOImage(painted(width, height, BufferedImage.TYPE_INT_RGB, colour), null, null), false);
    }

    static byte[] grey(int width, int height, Color colour) {
        return written(new IIOImage(painted(width, height, BufferedImage.TYPE_BYTE_GRAY, colour), null, null), false);
    }

    static byte[] progressive(int width, int height, Color colour) {
        return written(new IIOImage(painted(width, height, BufferedImage.TYPE_INT_RGB, colour), null, null), true);
    }

    /** A picture of four channels whose meaning Adobe's marker tells: 0 is CMYK, 2 is YCCK. */
    static byte[] fourChannels(int width, int height, int transform, int... samples) {
        WritableRaster raster = Raster.createInterleavedRaster(0, width, height, 4, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.setPixel(x, y, samples);
            }
        }
        byte[] adobe = bytes('A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, transform);
        return afterStart(written(new IIOImage(raster, null, null), false), segment(0xEE, adobe));
    }

    static byte[] segment(int marker, byte[] content) {
        return joined(bytes(0xFF, marker, content.length + 2 >> 8, content.length + 2), content);
    }

    static byte[] afterStart(byte[] jpeg, byte[]... segments) {
        return joined(Arrays.copyOf(jpeg, 2), joined(segments), Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** The file without any segment of this kind. */
    static byte[] without(byte[] jpeg, int marker) {
        byte[] rest = jpeg;
        for (int at = find(rest, marker); at >= 0; at = find(rest, marker)) {
            int end = at + 2 + ByteBuffer.wrap(rest).getChar(at + 2);
            rest = joined(Arrays.copyOf(rest, at), Arrays.copyOfRange(rest, end, rest.length));
        }
        return rest;
    }

    /** The file with bytes of the first such segment changed, counted from its marker's first byte. */
    static byte[] changed(byte[] jpeg, int marker, int offset, int... values) {
        byte[] copy = jpeg.clone();
        System.arraycopy(bytes(values), 0, copy, find(jpeg, marker) + offset, values.length);
        return copy;
    }

    /** Where the first segment of this kind begins; -1 when the headers have none. */
    static int find(byte[] jpeg, int marker) {
        int at = 2;
        while (at + 4 < jpeg.length) {
            int kind = jpeg[at + 1] & 0xFF;
            if (kind == marker) {
                return at;
            }
            if (kind == START_OF_SCAN) {
                return -1;
            }
            at += 2 + ByteBuffer.wrap(jpeg).getChar(at + 2);
        }
        return -1;
    }

    static BufferedImage painted(int width, int height, int type, Color colour) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colour.getRGB());
            }
        }
        return image;
    }

    private static byte[] written(IIOImage image, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(output)) {
            ImageWriteParam options = writer.getDefaultWriteParam();
            options.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(stream);
            writer.write(null, image, options);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return output.toByteArray();
    }
}
