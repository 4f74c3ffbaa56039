package io.github.lanewise.bench.peer.openblas;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.lanewise.bench.measure.Notes;
import io.github.lanewise.bench.peer.blas.Blas;
import io.github.lanewise.bench.peer.support.NativeFunctions;
import io.github.lanewise.bench.product.ProductBenchmark.Extents;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.bytedeco.openblas.global.openblas;

/** OpenBLAS with a number of threads of its own; what it says about itself goes into the notes. */
final class OpenBlas implements Blas {
    private static final long ALIGNMENT = 64;

    static {
        // By default a thread without work spins for 2^28 cycles, 0.1 s, and takes a processor from
        // the threads of im2col: 64x64_3x3_56_p1_n1 on 2 threads reached 150 to 250 GFLOP/s then
        // and 260 with 2^4 cycles; smaller layers gain or stay the same.
        NativeFunctions.setVariable("OPENBLAS_THREAD_TIMEOUT", "4");
        NativeFunctions.load(openblas.class);
    }

    private static final MethodHandle SGEMM =
            NativeFunctions.find(
                    "cblas_sgemm",
                    FunctionDescriptor.ofVoid(
                            JAVA_INT, // order
                            JAVA_INT, // a transposed or not
                            JAVA_INT, // x transposed or not
                            JAVA_INT, // rows
                            JAVA_INT, // columns
                            JAVA_INT, // steps
                            JAVA_FLOAT, // factor of a · x
                            ADDRESS,
                            JAVA_INT, // row of a
                            ADDRESS,
                            JAVA_INT, // row of x
                            JAVA_FLOAT, // factor of y
                            ADDRESS,
                            JAVA_INT)); // row of y

    private final Arena arena = Arena.ofShared();
    private final String core = core();

    /**
     * Sets the number of threads.
     *
     * @throws IllegalStateException if OpenBLAS takes another number
     */
    OpenBlas(int threads) {
        openblas.blas_set_num_threads(threads);
        int taken = openblas.blas_get_num_threads();
        if (taken != threads) {
            throw new IllegalStateException(
                    "OpenBLAS works with %d threads instead of %d.".formatted(taken, threads));
        }
        Notes.add("threads", Integer.toString(taken));
        Notes.add("core", core);
    }

    /** Returns the processor for which OpenBLAS has chosen its kernels, such as SkylakeX. */
    @SuppressWarnings("restricted") // The forks allow native access.
    private static String core() {
        MethodHandle name =
                NativeFunctions.find("openblas_get_corename", FunctionDescriptor.of(ADDRESS));
        try {
            MemorySegment text = (MemorySegment) name.invokeExact();
            return text.reinterpret(Long.MAX_VALUE).getString(0);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public MemorySegment zeros(long floats) {
        return arena.allocate(floats * Float.BYTES, ALIGNMENT);
    }

    @Override
    public void multiply(
            Extents size, MemorySegment a, MemorySegment x, float scale, MemorySegment y) {
        try {
            SGEMM.invokeExact(
                    openblas.CblasRowMajor,
                    openblas.CblasNoTrans,
                    openblas.CblasNoTrans,
                    size.rows(),
                    size.columns(),
                    size.steps(),
                    1f,
                    a,
                    size.steps(),
                    x,
                    size.columns(),
                    scale,
                    y,
                    size.columns());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String implementation() {
        return "sgemm:" + core;
    }

    @Override
    public void close() {
        arena.close();
    }
}
