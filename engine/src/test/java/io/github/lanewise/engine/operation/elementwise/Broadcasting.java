package io.github.lanewise.engine.operation.elementwise;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.reference.Values;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;

/**
 * Two drawn values that can be broadcast to each other.
 *
 * @param a extents of the first
 * @param b extents of the second
 * @param seed of the elements
 */
record Broadcasting(Extents a, Extents b, long seed) {
    /** Returns values of up to some rank; {@code computed} of the same rank and images. */
    static Broadcasting drawn(long seed, int least, int most, boolean sameRank) {
        SplittableRandom random = new SplittableRandom(seed);
        int rank = random.nextInt(least, most + 1);
        int[] full = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            full[axis] = random.nextInt(8) == 0 ? random.nextInt(15, 20) : random.nextInt(1, 6);
        }
        boolean swapped = random.nextInt(4) == 0;
        Extents first = part(random, full, random.nextInt(4) == 0, sameRank);
        Extents second = part(random, full, true, sameRank);
        return new Broadcasting(swapped ? second : first, swapped ? first : second, seed);
    }

    private static Extents part(
            SplittableRandom random, int[] full, boolean smaller, boolean sameRank) {
        int missing = smaller && !sameRank ? random.nextInt(full.length + 1) : 0;
        int[] extents = new int[full.length - missing];
        for (int axis = 0; axis < extents.length; axis++) {
            extents[axis] = smaller && random.nextInt(2) == 0 ? 1 : full[axis + missing];
        }
        return Extents.of(extents);
    }

    /** Returns the elements of the first value, in [-3, 3). */
    float[] first() {
        return scaled(seed, a);
    }

    /** Returns the elements of the second value. */
    float[] second() {
        return scaled(seed + 1, b);
    }

    private static float[] scaled(long seed, Extents extents) {
        float[] values = Values.uniform(seed, extents.elements());
        for (int i = 0; i < values.length; i++) {
            values[i] *= 3;
        }
        return values;
    }

    /** Returns a function of all pairs of elements. */
    double[] reference(float[] x, float[] z, DoubleBinaryOperator function) {
        Extents y = a.broadcast(b);
        double[] result = new double[y.elements()];
        for (int i = 0; i < result.length; i++) {
            result[i] = function.applyAsDouble(x[index(i, a, y)], z[index(i, b, y)]);
        }
        return result;
    }

    private static int index(int element, Extents x, Extents y) {
        int index = 0;
        int stride = 1;
        int rest = element;
        for (int back = 1; back <= y.rank(); back++) {
            int place = rest % y.get(y.rank() - back);
            rest /= y.get(y.rank() - back);
            if (back <= x.rank()) {
                int extent = x.get(x.rank() - back);
                index += extent == 1 ? 0 : place * stride;
                stride *= extent;
            }
        }
        return index;
    }
}
