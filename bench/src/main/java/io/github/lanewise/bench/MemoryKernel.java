package io.github.lanewise.bench;

import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Reading, writing and copying memory as fast as vectors can. A step takes eight vectors with eight
 * accumulators, so that neither the latency of an addition nor the loop limits a read; the sums
 * come back, so that C2 cannot leave the reads out. Integers make the sums exact.
 */
final class MemoryKernel {
    private static final VectorSpecies<Long> S = Species.FLOATS.withLanes(long.class);
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = S.vectorByteSize();
    private static final int STEP = 8;

    /** Bytes of a step: what is read or written is a multiple of it. */
    static final int STEP_BYTES = STEP * V;

    private MemoryKernel() {}

    /** Reads the segment a number of times and returns the sum of all longs that were read. */
    static long read(MemorySegment from, int passes) {
        int vectors = vectors(from);
        LongVector s0 = LongVector.zero(S);
        LongVector s1 = s0;
        LongVector s2 = s0;
        LongVector s3 = s0;
        LongVector s4 = s0;
        LongVector s5 = s0;
        LongVector s6 = s0;
        LongVector s7 = s0;
        for (int pass = 0; pass < passes; pass++) {
            for (int i = 0; i < vectors; i += STEP) {
                long at = (long) i * V;
                s0 = s0.add(LongVector.fromMemorySegment(S, from, at, ORDER));
                s1 = s1.add(LongVector.fromMemorySegment(S, from, at + V, ORDER));
                s2 = s2.add(LongVector.fromMemorySegment(S, from, at + 2L * V, ORDER));
                s3 = s3.add(LongVector.fromMemorySegment(S, from, at + 3L * V, ORDER));
                s4 = s4.add(LongVector.fromMemorySegment(S, from, at + 4L * V, ORDER));
                s5 = s5.add(LongVector.fromMemorySegment(S, from, at + 5L * V, ORDER));
                s6 = s6.add(LongVector.fromMemorySegment(S, from, at + 6L * V, ORDER));
                s7 = s7.add(LongVector.fromMemorySegment(S, from, at + 7L * V, ORDER));
            }
        }
        LongVector sum = s0.add(s1).add(s2.add(s3)).add(s4.add(s5).add(s6.add(s7)));
        return sum.reduceLanes(VectorOperators.ADD);
    }

    /** Writes {@code first} into each long of the segment, then {@code first + 1}, and so on. */
    static void write(MemorySegment to, int passes, long first) {
        int vectors = vectors(to);
        for (int pass = 0; pass < passes; pass++) {
            LongVector value = LongVector.broadcast(S, first + pass);
            for (int i = 0; i < vectors; i += STEP) {
                long at = (long) i * V;
                value.intoMemorySegment(to, at, ORDER);
                value.intoMemorySegment(to, at + V, ORDER);
                value.intoMemorySegment(to, at + 2L * V, ORDER);
                value.intoMemorySegment(to, at + 3L * V, ORDER);
                value.intoMemorySegment(to, at + 4L * V, ORDER);
                value.intoMemorySegment(to, at + 5L * V, ORDER);
                value.intoMemorySegment(to, at + 6L * V, ORDER);
                value.intoMemorySegment(to, at + 7L * V, ORDER);
            }
        }
    }

    /** Copies the first half of the segment to the second half a number of times. */
    static void copy(MemorySegment halves, int passes) {
        int vectors = vectors(halves) / 2;
        long half = (long) vectors * V;
        for (int pass = 0; pass < passes; pass++) {
            for (int i = 0; i < vectors; i += STEP) {
                long at = (long) i * V;
                copyVector(halves, at, half);
                copyVector(halves, at + V, half);
                copyVector(halves, at + 2L * V, half);
                copyVector(halves, at + 3L * V, half);
                copyVector(halves, at + 4L * V, half);
                copyVector(halves, at + 5L * V, half);
                copyVector(halves, at + 6L * V, half);
                copyVector(halves, at + 7L * V, half);
            }
        }
    }

    private static void copyVector(MemorySegment halves, long at, long half) {
        LongVector.fromMemorySegment(S, halves, at, ORDER)
                .intoMemorySegment(halves, half + at, ORDER);
    }

    private static int vectors(MemorySegment segment) {
        return Math.toIntExact(segment.byteSize() / V);
    }
}
