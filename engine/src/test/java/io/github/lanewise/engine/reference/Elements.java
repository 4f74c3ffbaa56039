package io.github.lanewise.engine.reference;

import io.github.lanewise.engine.graph.Extents;

/**
 * An array in row-major order that is read and made by indices.
 *
 * @see Extents
 */
public final class Elements {
    /** The number at an index. */
    @FunctionalInterface
    public interface Source {
        /** Returns the number. */
        float at(int[] index);
    }

    private Elements() {}

    /** Returns the array of the numbers at all indices. */
    public static float[] of(Extents extents, Source source) {
        float[] elements = new float[extents.elements()];
        int[] index = new int[extents.rank()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = source.at(index);
            next(index, extents);
        }
        return elements;
    }

    private static void next(int[] index, Extents extents) {
        for (int axis = extents.rank() - 1; axis >= 0; axis--) {
            index[axis]++;
            if (index[axis] < extents.get(axis)) {
                return;
            }
            index[axis] = 0;
        }
    }

    /** Returns the place of an index. */
    public static int place(Extents extents, int[] index) {
        int place = 0;
        for (int axis = 0; axis < extents.rank(); axis++) {
            if (index[axis] < 0 || index[axis] >= extents.get(axis)) {
                throw new IndexOutOfBoundsException("axis " + axis + ": " + index[axis]);
            }
            place = place * extents.get(axis) + index[axis];
        }
        return place;
    }

    /** Returns an index with another place along an axis. */
    public static int[] with(int[] index, int axis, int place) {
        int[] changed = index.clone();
        changed[axis] = place;
        return changed;
    }
}
