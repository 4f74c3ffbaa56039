package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The extents of a value of any rank, in row-major order: the last axis is the one whose elements
 * stand next to each other. A feature map has N×C×H×W. Immutable.
 */
public final class Extents {
    private final int[] axes;

    private Extents(int[] axes) {
        this.axes = axes;
        double elements = 1;
        for (int extent : axes) {
            if (extent < 1) {
                throw new ShapeException("An extent is at least 1, but got " + this + ".");
            }
            elements *= extent;
        }
        if (elements > Integer.MAX_VALUE) {
            throw new ShapeException("A value of " + this + " has more than 2^31 - 1 elements.");
        }
    }

    /**
     * Returns such extents; none of them is a single number.
     *
     * @throws ShapeException if one is below 1 or their product exceeds {@link Integer#MAX_VALUE}
     */
    public static Extents of(int... axes) {
        return new Extents(axes.clone());
    }

    /** Returns the number of axes. */
    public int rank() {
        return axes.length;
    }

    /** Returns the extent of an axis, 0 to {@link #rank()} (exclusive). */
    public int get(int axis) {
        return axes[axis];
    }

    /** Returns a copy of all extents. */
    public int[] toArray() {
        return axes.clone();
    }

    /** Returns the product of all extents. */
    public int elements() {
        return product(0, axes.length);
    }

    /** Returns the product of the extents of some axes; {@code to} is exclusive. */
    public int product(int from, int to) {
        int product = 1;
        for (int axis = from; axis < to; axis++) {
            product *= axes[axis];
        }
        return product;
    }

    /** Returns these extents with another one for an axis. */
    public Extents with(int axis, int extent) {
        int[] changed = axes.clone();
        changed[axis] = extent;
        return new Extents(changed);
    }

    /**
     * Returns an axis that may count from the end, as -1 for the last.
     *
     * @throws ShapeException if there is no such axis
     */
    public int axis(long axis) {
        long positive = axis < 0 ? axis + axes.length : axis;
        if (positive < 0 || positive >= axes.length) {
            throw new ShapeException("There is no axis " + axis + " in a value of " + this + ".");
        }
        return (int) positive;
    }

    /**
     * Returns the extents to which values of these and of other extents are broadcast: axes are
     * compared from the last one on, and those of extent 1 or that are missing are repeated.
     *
     * @throws ShapeException if an axis has two extents, neither of them 1
     */
    public Extents broadcast(Extents other) {
        int[] result = new int[Math.max(rank(), other.rank())];
        for (int back = 1; back <= result.length; back++) {
            int a = back > rank() ? 1 : axes[rank() - back];
            int b = back > other.rank() ? 1 : other.axes[other.rank() - back];
            if (a != b && a != 1 && b != 1) {
                throw new ShapeException(
                        "Values of " + this + " and " + other + " cannot be broadcast.");
            }
            result[result.length - back] = Math.max(a, b);
        }
        return new Extents(result);
    }

    /** Returns whether these can be the images of a feature map: N×C, N×C×W or N×C×H×W. */
    public boolean isFeatureMap() {
        return axes.length >= 2 && axes.length <= 4;
    }

    /** Returns N of a feature map. */
    public int images() {
        return axes[0];
    }

    /** Returns C×H×W of an image of a feature map; axes that are missing have extent 1. */
    public Shape image() {
        return switch (axes.length) {
            case 2 -> Shape.of(axes[1], 1, 1);
            case 3 -> Shape.of(axes[1], 1, axes[2]);
            case 4 -> Shape.of(axes[1], axes[2], axes[3]);
            default -> throw new ShapeException("A value of " + this + " is no feature map.");
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Extents extents && Arrays.equals(axes, extents.axes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(axes);
    }

    /** Returns the extents as in 1×3×224×224. */
    @Override
    public String toString() {
        return axes.length == 0
                ? "one number"
                : Arrays.stream(axes).mapToObj(String::valueOf).collect(Collectors.joining("×"));
    }
}
