package io.github.lanewise.engine.tensor;

/**
 * A border of zeros around each channel, in pixels. Kernels read padding as ordinary memory, so
 * none of them knows about it.
 *
 * @param top rows above the first, at least 0
 * @param bottom rows below the last, at least 0
 * @param left columns before the first, at least 0
 * @param right columns after the last, at least 0
 */
public record Halo(int top, int bottom, int left, int right) {

    /** No border. */
    public static final Halo NONE = new Halo(0, 0, 0, 0);

    /**
     * @throws ShapeException if a width is negative
     */
    public Halo {
        if (top < 0 || bottom < 0 || left < 0 || right < 0) {
            throw new ShapeException(
                    "A border of zeros cannot be narrower than 0 pixels, but top, bottom, left,"
                            + " right are "
                            + top
                            + ", "
                            + bottom
                            + ", "
                            + left
                            + ", "
                            + right
                            + ".");
        }
    }

    /** Returns the smallest halo that covers both. */
    public Halo max(Halo other) {
        return new Halo(
                Math.max(top, other.top),
                Math.max(bottom, other.bottom),
                Math.max(left, other.left),
                Math.max(right, other.right));
    }
}
