package io.github.lanewise.bench.peer.netlib;

import dev.ludovic.netlib.blas.JavaBLAS;
import io.github.lanewise.bench.peer.blas.Blas;
import io.github.lanewise.bench.product.ProductBenchmark.Extents;
import java.lang.foreign.MemorySegment;
import java.util.logging.Level;
import java.util.logging.Logger;

/** netlib's product in Java, on float arrays, by one thread. */
final class Netlib implements Blas {
    private static final String VECTORS = "VectorBLAS";

    /** It tells stderr of every fork what it has chosen. */
    private static final Logger TALKATIVE =
            Logger.getLogger("dev.ludovic.netlib.blas.InstanceBuilder");

    private final JavaBLAS blas;

    /**
     * Takes the implementation with vectors.
     *
     * @throws IllegalArgumentException if more than one thread is wanted
     * @throws IllegalStateException if netlib has chosen an implementation without vectors
     */
    Netlib(int threads) {
        if (threads != 1) {
            throw new IllegalArgumentException(
                    "netlib works with 1 thread, not with %d.".formatted(threads));
        }
        TALKATIVE.setLevel(Level.WARNING);
        // Its bridge to native libraries is of no interest here.
        System.setProperty("dev.ludovic.netlib.blas.allowNative", "false");
        blas = JavaBLAS.getInstance();
        if (!implementation().equals(VECTORS)) {
            throw new IllegalStateException(
                    "netlib has chosen %s instead of %s; the JVM needs --add-modules"
                                    .formatted(implementation(), VECTORS)
                            + " jdk.incubator.vector.");
        }
    }

    @Override
    public MemorySegment zeros(long floats) {
        return MemorySegment.ofArray(new float[Math.toIntExact(floats)]);
    }

    /** Computes the transposed matrices' product yᵀ = xᵀ · aᵀ: netlib's matrices lie in columns. */
    @Override
    public void multiply(
            Extents size, MemorySegment a, MemorySegment x, float scale, MemorySegment y) {
        blas.sgemm(
                "N",
                "N",
                size.columns(),
                size.rows(),
                size.steps(),
                1,
                array(x),
                first(x),
                size.columns(),
                array(a),
                first(a),
                size.steps(),
                scale,
                array(y),
                first(y),
                size.columns());
    }

    private static float[] array(MemorySegment floats) {
        return (float[]) floats.heapBase().orElseThrow();
    }

    private static int first(MemorySegment floats) {
        return (int) (floats.address() / Float.BYTES);
    }

    @Override
    public String implementation() {
        return blas.getClass().getSimpleName();
    }

    @Override
    public void close() {
        // Arrays are left to the garbage collector.
    }
}
