package io.github.lanewise.engine.operation.matrix;

import io.github.lanewise.engine.graph.Extents;

/** Where the matrices of several products stand, whose leading axes are broadcast. */
final class Batch {
    /** A single product. */
    static final Batch ONE = new Batch(Extents.of(), Extents.of(), 0, 0);

    private final long[] a;
    private final long[] b;

    /**
     * Makes tables of offsets.
     *
     * @param a leading axes of the first value
     * @param b leading axes of the second value
     * @param aBytes bytes of a matrix of the first value
     * @param bBytes bytes of a matrix of the second value
     */
    Batch(Extents a, Extents b, long aBytes, long bBytes) {
        Extents y = a.broadcast(b);
        this.a = offsets(a, y, aBytes);
        this.b = offsets(b, y, bBytes);
    }

    private static long[] offsets(Extents x, Extents y, long bytes) {
        long[] offsets = new long[y.elements()];
        for (int i = 0; i < offsets.length; i++) {
            long stride = bytes;
            int rest = i;
            for (int back = 1; back <= x.rank(); back++) {
                int extent = x.get(x.rank() - back);
                int place = rest % y.get(y.rank() - back);
                rest /= y.get(y.rank() - back);
                offsets[i] += extent == 1 ? 0 : place * stride;
                stride *= extent;
            }
        }
        return offsets;
    }

    /** Returns the number of products. */
    int count() {
        return a.length;
    }

    /** Returns the byte offset of the first matrix of a product. */
    long a(int number) {
        return a[number];
    }

    /** Returns the byte offset of the second matrix of a product. */
    long b(int number) {
        return b[number];
    }
}
