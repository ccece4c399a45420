package io.vitrine.catalogue.sources;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Small pictures of every sort that a catalogue may hold. */
public final class TinyPictures {

    private TinyPictures() {}

    public static byte[] jpeg(Color colour) {
        return encoded("jpg", painted(12, 16, BufferedImage.TYPE_INT_RGB, colour));
    }

    public static byte[] encoded(String format, int width, int height, int type) {
        return encoded(format, painted(width, height, type, Color.RED));
    }

    public static byte[] truncated(byte[] picture) {
        return Arrays.copyOf(picture, picture.length / 2);
    }

    private static BufferedImage painted(int width, int height, int type, Color colour) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(colour.darker());
        graphics.drawLine(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    public static byte[] encoded(String format, BufferedImage image) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, output)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return output.toByteArray();
    }
}
