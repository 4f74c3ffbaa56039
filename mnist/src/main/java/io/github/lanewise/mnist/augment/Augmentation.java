package io.github.lanewise.mnist.augment;

import io.github.lanewise.engine.image.SamplePoints;
import java.util.ArrayList;
import java.util.List;

/**
 * How far training images are changed at random. Each number is the end of a range around "as it
 * is"; an image draws its own from it, anew each epoch.
 *
 * @param shift pixels to either side, up and down, 0 to {@link #MOST_SHIFT}
 * @param rotation degrees to either side, 0 to {@link #MOST_ROTATION}
 * @param scale width and height each take a factor of their own from {@code 1 − scale} to {@code 1
 *     + scale}, 0 to {@link #MOST_SCALE}
 * @param shear slant to either side: pixels sideways for each pixel down, 0 to {@link #MOST_SHEAR}
 * @param elastic smooth random displacement of each pixel
 */
public record Augmentation(
        double shift, double rotation, double scale, double shear, Elastic elastic) {
    /** The largest shift in pixels. */
    public static final double MOST_SHIFT = 100;

    /** The largest rotation in degrees. */
    public static final double MOST_ROTATION = 180;

    /** The largest change of size. */
    public static final double MOST_SCALE = 0.5;

    /** The largest slant. */
    public static final double MOST_SHEAR = 1;

    /** Images as they are. */
    public static final Augmentation NONE = new Augmentation(0, 0, 0, 0, Elastic.NONE);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Augmentation {
        Ranges.require("shift", shift, 0, MOST_SHIFT);
        Ranges.require("rotation", rotation, 0, MOST_ROTATION);
        Ranges.require("scale", scale, 0, MOST_SCALE);
        Ranges.require("shear", shear, 0, MOST_SHEAR);
    }

    /** Returns whether it leaves images as they are. */
    public boolean isNone() {
        return shift == 0 && rotation == 0 && scale == 0 && shear == 0 && elastic.isNone();
    }

    /**
     * Returns whether images of a size can be changed so: all places that the pixels of a changed
     * image may come from have to be within the coordinates of {@link SamplePoints}.
     */
    public boolean fits(int height, int width) {
        if (isNone()) {
            return true;
        }
        if (Math.max(height, width) > SamplePoints.MOST) {
            return false;
        }
        Margin margin = Margin.of(this, height, width);
        return height + 2 * margin.y() <= SamplePoints.MOST
                && width + 2 * margin.x() <= SamplePoints.MOST;
    }

    /** Returns what it does, such as "shift 2.0 px, rotation 10.0°"; "none" for nothing. */
    public String description() {
        List<String> parts = new ArrayList<>();
        add(parts, shift, "shift %s px");
        add(parts, rotation, "rotation %s°");
        add(parts, scale, "scale ±%s");
        add(parts, shear, "shear %s");
        add(parts, elastic.alpha(), "elastic %s (sigma " + elastic.sigma() + " px)");
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    private static void add(List<String> parts, double value, String format) {
        if (value != 0) {
            parts.add(format.formatted(value));
        }
    }
}
