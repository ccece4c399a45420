package io.vitrine.catalogue.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/** Where one product is laid out piece by piece and then photographed on white; the origin is the picture's middle. */
final class Studio {

    static final int WIDTH = 360;
    static final int HEIGHT = 480;
    private static final int SHADOW_SCALE = 6;

    private final AffineTransform placement = new AffineTransform();
    private final BufferedImage stage = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB_PRE);
    private final Graphics2D graphics;

    /** A studio that shows things at {@code scale}, a little off the middle and tilted as {@code dice} will have it. */
    Studio(double scale, boolean facingLeft, Dice dice) {
        placement.translate(WIDTH / 2.0 + dice.between(-7, 7), HEIGHT / 2.0 + dice.between(-8, 8));
        placement.rotate(Math.toRadians(dice.between(-1.6, 1.6)));
        placement.scale(facingLeft ? -scale : scale, scale);
        graphics = open(stage, 0, 0);
    }

    private Graphics2D open(BufferedImage image, int x, int y) {
        Graphics2D opened = image.createGraphics();
        opened.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        opened.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        opened.translate(-x, -y);
        opened.transform(placement);
        return opened;
    }

    /** Lays a shaded piece of {@code fabric}. */
    void cut(Fabric fabric, Shape piece) {
        cut(fabric, piece, details -> {});
    }

    /** Lays a piece with details that stay inside its contour. */
    void cut(Fabric fabric, Shape piece, Consumer<Graphics2D> details) {
        Rectangle area = placement.createTransformedShape(piece).getBounds();
        area.grow(2, 2);
        BufferedImage layer = layer(area, drawing -> {
            fabric.paint(drawing, piece);
            details.accept(drawing);
        });
        Light.shine(layer, layer(area, contour -> contour.fill(piece)), fabric);
        Graphics2D plain = stage.createGraphics();
        plain.drawImage(layer, area.x, area.y, null);
        plain.dispose();
    }

    private BufferedImage layer(Rectangle area, Consumer<Graphics2D> painter) {
        BufferedImage layer = new BufferedImage(area.width, area.height, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D drawing = open(layer, area.x, area.y);
        painter.accept(drawing);
        drawing.dispose();
        return layer;
    }

    /** The same on the right and, mirrored, on the left. */
    void cutPair(Fabric fabric, Shape right) {
        cut(fabric, right);
        cut(fabric, mirror(right));
    }

    static Shape mirror(Shape shape) {
        return AffineTransform.getScaleInstance(-1, 1).createTransformedShape(shape);
    }

    void fill(Paint paint, Shape shape) {
        graphics.setPaint(paint);
        graphics.fill(shape);
    }

    void line(Color colour, double width, Shape shape) {
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
    }

    void linePair(Color colour, double width, Shape right) {
        line(colour, width, right);
        line(colour, width, mirror(right));
    }

    /** A dashed line. */
    void stitch(Color colour, Shape shape) {
        graphics.setColor(colour);
        graphics.setStroke(
                new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 2.5f}, 0));
        graphics.draw(shape);
    }

    /** A disc with a rim and a gleam: a button, a rivet, an eyelet. */
    void button(double x, double y, double radius, Color colour) {
        fill(Fabric.mix(colour, Color.BLACK, .45), circle(x + .6, y + .9, radius + .7));
        fill(colour, circle(x, y, radius));
        fill(new Color(255, 255, 255, 120), circle(x - radius * .3, y - radius * .3, radius * .35));
    }

    static Shape circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    static Shape box(double x, double y, double width, double height) {
        return new Rectangle2D.Double(x, y, width, height);
    }

    /** What has been laid so far, on transparency. */
    BufferedImage stage() {
        return stage;
    }

    /** The finished picture: everything laid so far over its own soft shadow, on white. */
    BufferedImage photograph() {
        graphics.dispose();
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D print = picture.createGraphics();
        print.setColor(Color.WHITE);
        print.fillRect(0, 0, WIDTH, HEIGHT);
        print.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        print.drawImage(Shadow.of(stage, SHADOW_SCALE), 2, 6, WIDTH, HEIGHT, null);
        print.drawImage(stage, 0, 0, null);
        print.dispose();
        return picture;
    }
}
