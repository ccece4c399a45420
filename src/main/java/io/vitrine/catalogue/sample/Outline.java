package io.vitrine.catalogue.sample;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** A garment's contour, drawn from point to point; symmetrical ones are drawn for the right half only. */
final class Outline {

    /** One curve: two control points and its end; lines and quadratic curves are raised to cubic ones. */
    private record Curve(double x1, double y1, double x2, double y2, double x, double y) {}

    private final double startX;
    private final double startY;
    private final List<Curve> curves = new ArrayList<>();
    private double x;
    private double y;

    private Outline(double x, double y) {
        this.startX = this.x = x;
        this.startY = this.y = y;
    }

    static Outline from(double x, double y) {
        return new Outline(x, y);
    }

    Outline line(double toX, double toY) {
        return quad((x + toX) / 2, (y + toY) / 2, toX, toY);
    }

    Outline quad(double controlX, double controlY, double toX, double toY) {
        return cubic(
                x + 2.0 / 3 * (controlX - x),
                y + 2.0 / 3 * (controlY - y),
                toX + 2.0 / 3 * (controlX - toX),
                toY + 2.0 / 3 * (controlY - toY),
                toX,
                toY);
    }

    Outline cubic(double x1, double y1, double x2, double y2, double toX, double toY) {
        curves.add(new Curve(x1, y1, x2, y2, toX, toY));
        x = toX;
        y = toY;
        return this;
    }

    /** The contour as it is, open. */
    Path2D open() {
        Path2D path = new Path2D.Double();
        path.moveTo(startX, startY);
        curves.forEach(curve -> path.curveTo(curve.x1, curve.y1, curve.x2, curve.y2, curve.x, curve.y));
        return path;
    }

    /** The contour with a straight line from its end to its start. */
    Path2D closed() {
        Path2D path = open();
        path.closePath();
        return path;
    }

    /** This right half and its mirror image in the axis x = 0, as one contour. */
    Path2D mirrored() {
        Path2D path = open();
        path.lineTo(-x, y);
        for (int i = curves.size() - 1; i >= 0; i--) {
            Curve curve = curves.get(i);
            double endX = i == 0 ? startX : curves.get(i - 1).x;
            double endY = i == 0 ? startY : curves.get(i - 1).y;
            path.curveTo(-curve.x2, curve.y2, -curve.x1, curve.y1, -endX, endY);
        }
        path.closePath();
        return path;
    }
}
