package io.github.lanewise.bench.peer.blas;

import io.github.lanewise.bench.product.ProductBenchmark.Extents;
import java.lang.foreign.MemorySegment;

/** A library with sgemm, the product of single-precision matrices. */
public interface Blas extends AutoCloseable {
    /** Returns zeros, in memory that the library can read; they live until {@link #close}. */
    MemorySegment zeros(long floats);

    /**
     * Computes y = a · x + scale · y.
     *
     * @param size of a (rows × steps), x (steps × columns) and y (rows × columns), each in rows
     *     without gaps
     */
    void multiply(Extents size, MemorySegment a, MemorySegment x, float scale, MemorySegment y);

    /** Returns what runs, in a word or two. */
    String implementation();

    @Override
    void close();
}
