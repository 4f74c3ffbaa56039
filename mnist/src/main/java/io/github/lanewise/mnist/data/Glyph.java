package io.github.lanewise.mnist.data;

import java.util.ArrayList;
import java.util.List;

/**
 * One way to write a digit: pen strokes as points that a smooth curve passes through.
 *
 * <p>Coordinates: x to the right, y down, the digit in about [0, 1] × [0, 1]. The curve has a
 * corner at points that are marked so. Written as text, points are {@code x,y}, an exclamation mark
 * behind a point makes it a corner, and {@code |} lifts the pen: {@code ".1,.1 .9,.1! .4,1 | .3,.5
 * .8,.5"} is a seven with a bar.
 */
final class Glyph {
    private final double[] x;
    private final double[] y;
    private final boolean[] corner;
    private final boolean[] first;

    private Glyph(double[] x, double[] y, boolean[] corner, boolean[] first) {
        this.x = x;
        this.y = y;
        this.corner = corner;
        this.first = first;
    }

    static Glyph parse(String text) {
        List<String> points = new ArrayList<>();
        List<Boolean> starts = new ArrayList<>();
        boolean penWasLifted = true;
        for (String word : text.split(" ", -1)) {
            if (word.equals("|")) {
                penWasLifted = true;
            } else {
                points.add(word);
                starts.add(penWasLifted);
                penWasLifted = false;
            }
        }
        int count = points.size();
        double[] x = new double[count];
        double[] y = new double[count];
        boolean[] corner = new boolean[count];
        boolean[] first = new boolean[count];
        for (int i = 0; i < count; i++) {
            String point = points.get(i);
            corner[i] = point.endsWith("!");
            first[i] = starts.get(i);
            int comma = point.indexOf(',');
            x[i] = Double.parseDouble(point.substring(0, comma));
            y[i] =
                    Double.parseDouble(
                            point.substring(comma + 1, point.length() - (corner[i] ? 1 : 0)));
        }
        return new Glyph(x, y, corner, first);
    }

    /** The number of points of all strokes. */
    int size() {
        return x.length;
    }

    double x(int point) {
        return x[point];
    }

    double y(int point) {
        return y[point];
    }

    /** Whether a stroke begins at this point. */
    boolean beginsStroke(int point) {
        return first[point];
    }

    /** Whether the curve may turn sharply here: at marked points and at the ends of strokes. */
    boolean isCorner(int point) {
        return corner[point] || first[point] || point + 1 == x.length || first[point + 1];
    }
}
