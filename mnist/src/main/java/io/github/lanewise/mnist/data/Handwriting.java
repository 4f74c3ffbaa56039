package io.github.lanewise.mnist.data;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Writes a digit as a hand would: one of its glyphs with wobbling points, elastic distortion,
 * slant, rotation and stretch, fitted into the image and centred by mass, with a pen of varying
 * pressure.
 *
 * <p>An instance holds buffers and serves one thread.
 */
final class Handwriting {
    /** Pieces per span between two glyph points. */
    private static final int PIECES = 6;

    /** Standard deviations in digit heights. */
    private static final double WOBBLE = 0.034;

    private static final double ELASTIC = 0.1;

    /** Pixels that the pen's centre keeps from the edge of the image. */
    private static final double MARGIN = 2;

    private final PenPath path = new PenPath();
    private final ElasticField elastic = new ElasticField();
    private final int side;
    private double[] x = new double[16];
    private double[] y = new double[16];

    /** A hand for images of {@code side} × {@code side} pixels. */
    Handwriting(int side) {
        this.side = side;
    }

    /** Writes one digit, 0 to 9; the path is in pixels and valid until the next call. */
    PenPath write(int digit, SplitMix64 random) {
        List<Glyph> variants = DigitGlyphs.of(digit);
        Glyph glyph = variants.get(random.below(variants.size()));
        trace(glyph, random);
        elastic.draw(random, ELASTIC);
        elastic.displace(path);
        transform(random);
        press(random);
        fit(random);
        return path;
    }

    /** Lays a Catmull–Rom curve through the wobbling points of the glyph. */
    private void trace(Glyph glyph, SplitMix64 random) {
        int count = glyph.size();
        if (count > x.length) {
            x = Arrays.copyOf(x, 2 * count);
            y = Arrays.copyOf(y, 2 * count);
        }
        for (int i = 0; i < count; i++) {
            x[i] = glyph.x(i) + WOBBLE * random.bell();
            y[i] = glyph.y(i) + WOBBLE * random.bell();
        }
        path.clear();
        for (int i = 0; i < count; i++) {
            if (glyph.beginsStroke(i)) {
                path.add(x[i], y[i], true);
            } else {
                traceSpan(glyph, i);
            }
        }
    }

    /** The cubic from point {@code end − 1} to {@code end}; at corners its tangent is the chord. */
    private void traceSpan(Glyph glyph, int end) {
        int start = end - 1;
        int before = glyph.isCorner(start) ? start : start - 1;
        int after = glyph.isCorner(end) ? end : end + 1;
        double startX = (x[end] - x[before]) / (end - before);
        double startY = (y[end] - y[before]) / (end - before);
        double endX = (x[after] - x[start]) / (after - start);
        double endY = (y[after] - y[start]) / (after - start);
        for (int i = 1; i <= PIECES; i++) {
            double t = (double) i / PIECES;
            double s = 1 - t;
            // Hermite basis: values at both ends, then slopes at both ends.
            double h0 = s * s * (1 + 2 * t);
            double h1 = t * t * (1 + 2 * s);
            double g0 = t * s * s;
            double g1 = -t * t * s;
            path.add(
                    h0 * x[start] + h1 * x[end] + g0 * startX + g1 * endX,
                    h0 * y[start] + h1 * y[end] + g0 * startY + g1 * endY,
                    false);
        }
    }

    /** Width, slant and rotation about the middle of the digit. */
    private void transform(SplitMix64 random) {
        double width = random.uniform(0.6, 1.0);
        double slant = 0.12 + 0.24 * random.bell();
        double angle = 0.12 * random.bell();
        double cosine = StrictMath.cos(angle);
        double sine = StrictMath.sin(angle);
        for (int i = 0; i < path.size(); i++) {
            double up = path.y(i) - 0.5;
            double along = width * (path.x(i) - 0.5) - slant * up;
            path.moveTo(i, cosine * along - sine * up, sine * along + cosine * up);
        }
    }

    /** Pen radius in pixels: a base, a slow wave along the way, and at times a dry gap. */
    private void press(SplitMix64 random) {
        double base = random.uniform(0.65, 1.6);
        double depth = random.uniform(0, 0.3);
        double phase = random.uniform(0, 2 * Math.PI);
        double speed = random.uniform(2, 6);
        boolean dry = random.chance(0.15);
        double gapStart = random.uniform(0, 2.2);
        double gapEnd = gapStart + random.uniform(0.08, 0.22);
        double way = 0;
        for (int i = 0; i < path.size(); i++) {
            way += path.length(i);
            double radius = base * (1 + depth * StrictMath.sin(phase + speed * way));
            boolean inGap = dry && way > gapStart && way < gapEnd;
            path.setRadius(i, inGap ? 0.25 * radius : radius);
        }
    }

    /** Scales to a box of 16 to 19 pixels and puts the centre of mass near the middle. */
    private void fit(SplitMix64 random) {
        Extent across = extent(path::x);
        Extent down = extent(path::y);
        double box = side * random.uniform(0.56, 0.68);
        double scale = box / Math.max(across.high - across.low, down.high - down.low);
        double originX = origin(across, scale, shift(random));
        double originY = origin(down, scale, shift(random));
        for (int i = 0; i < path.size(); i++) {
            path.moveTo(i, originX + scale * path.x(i), originY + scale * path.y(i));
        }
    }

    /** The range of one coordinate and its mean over the ink. */
    private record Extent(double low, double high, double centre) {}

    private Extent extent(IntToDoubleFunction coordinate) {
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        double mass = 0;
        double moment = 0;
        for (int i = 0; i < path.size(); i++) {
            double here = coordinate.applyAsDouble(i);
            low = Math.min(low, here);
            high = Math.max(high, here);
            double ink = path.length(i);
            if (ink > 0) {
                mass += ink;
                moment += ink * (here + coordinate.applyAsDouble(i - 1)) / 2;
            }
        }
        return new Extent(low, high, moment / mass);
    }

    /** The pixel coordinate of 0, so that the centre lies near the middle and no ink is cut off. */
    private double origin(Extent extent, double scale, double shift) {
        double origin = (side - 1) / 2.0 + shift - scale * extent.centre;
        return Math.clamp(
                origin, MARGIN - scale * extent.low, side - 1 - MARGIN - scale * extent.high);
    }

    private static double shift(SplitMix64 random) {
        return Math.clamp(random.bell(), -2.0, 2.0);
    }
}
