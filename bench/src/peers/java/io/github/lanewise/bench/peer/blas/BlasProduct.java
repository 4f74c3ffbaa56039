package io.github.lanewise.bench.peer.blas;

import io.github.lanewise.bench.measure.Notes;
import io.github.lanewise.bench.product.ProductBenchmark.Extents;
import io.github.lanewise.bench.product.ProductSubject;
import java.lang.foreign.MemorySegment;

/** A product of two matrices in the library's memory. */
public final class BlasProduct implements ProductSubject {
    private final Blas blas;
    private final Extents size;
    private final MemorySegment a;
    private final MemorySegment x;
    private final MemorySegment y;

    /**
     * Copies the matrices into the library's memory.
     *
     * @param blas belongs to this subject from now on
     */
    public BlasProduct(Extents size, float[] a, float[] x, Blas blas) {
        Notes.add("implementation", blas.implementation());
        this.blas = blas;
        this.size = size;
        this.a = Floats.copy(blas, a);
        this.x = Floats.copy(blas, x);
        y = blas.zeros((long) size.rows() * size.columns());
    }

    @Override
    public void run() {
        blas.multiply(size, a, x, 0, y);
    }

    @Override
    public float[] result() {
        return Floats.array(y);
    }

    @Override
    public void close() {
        blas.close();
    }
}
