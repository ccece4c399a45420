package io.vitrine.spark;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** A small picture of which no two seeds give the same. */
final class DrawnPicture {

    private DrawnPicture() {}

    static byte[] jpeg(int seed) throws IOException {
        BufferedImage image = new BufferedImage(60, 80, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 60, 80);
        graphics.setColor(Color.getHSBColor(seed / 10f, 1, 0.8f));
        graphics.fillOval(5, 5, 5 * seed, 70);
        graphics.dispose();
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", encoded);
        return encoded.toByteArray();
    }
}
