package io.github.lanewise.mnist.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How an image of one shape becomes one of another. */
public enum Framing {
    /** The whole image in its proportions, in the middle, between bars of the value 0. */
    FIT {
        @Override
        Frame frame(int width, int height, int targetWidth, int targetHeight) {
            double scale = Math.min((double) targetWidth / width, (double) targetHeight / height);
            int columns = Math.clamp(Math.round(width * scale), 1, targetWidth);
            int rows = Math.clamp(Math.round(height * scale), 1, targetHeight);
            return new Frame(
                    new Span(0, width, (targetWidth - columns) / 2, columns),
                    new Span(0, height, (targetHeight - rows) / 2, rows));
        }
    },

    /** The whole image, each axis by its own factor. */
    STRETCH {
        @Override
        Frame frame(int width, int height, int targetWidth, int targetHeight) {
            return new Frame(
                    new Span(0, width, 0, targetWidth), new Span(0, height, 0, targetHeight));
        }
    },

    /** The middle of the image in its proportions, as much of it as fills the target. */
    CROP {
        @Override
        Frame frame(int width, int height, int targetWidth, int targetHeight) {
            double scale = Math.max((double) targetWidth / width, (double) targetHeight / height);
            double columns = targetWidth / scale;
            double rows = targetHeight / scale;
            return new Frame(
                    new Span((width - columns) / 2, columns, 0, targetWidth),
                    new Span((height - rows) / 2, rows, 0, targetHeight));
        }
    };

    /**
     * Which part of an axis becomes which.
     *
     * @param from where the part begins, in pixels of the source
     * @param extent of the part in the source
     * @param target the first pixel in the target
     * @param count of pixels in the target
     */
    record Span(double from, double extent, int target, int count) {}

    /** Both axes. */
    record Frame(Span columns, Span rows) {}

    abstract Frame frame(int width, int height, int targetWidth, int targetHeight);

    /** Returns the names, as on the command line. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Framing::lowerCase).toList();
    }

    /** Returns the framing of that name. */
    public static Optional<Framing> named(String name) {
        return Arrays.stream(values()).filter(f -> f.lowerCase().equals(name)).findFirst();
    }

    private String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
