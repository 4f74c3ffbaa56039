package io.github.lanewise.engine.operation;

import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A few vectors of memory for each thread, in which floats that fill no vector are computed.
 * Kernels that take them from the end of a row need nothing from their callers then, and no masks,
 * which are slow on processors without AVX-512.
 */
public final class SpareVectors {
    /** Number of vectors, {@link Workspace#ALIGNMENT} bytes apart. */
    public static final int COUNT = 4;

    private static final ThreadLocal<MemorySegment> MEMORY =
            ThreadLocal.withInitial(() ->
                    Arena.ofAuto().allocate(COUNT * Workspace.ALIGNMENT, Workspace.ALIGNMENT));

    private SpareVectors() {}

    /** Returns those of this thread; what stands in them is of no meaning. */
    public static MemorySegment ofThread() {
        return MEMORY.get();
    }
}
