package io.github.lanewise.engine.layer;

import io.github.lanewise.engine.kernel.Lanes;
import java.lang.foreign.MemorySegment;

/** Layers that treat all vectors of their buffers alike, in ranges of them. */
public final class VectorRanges {
    /** Ranges are at least this long, unless there is only one. */
    private static final int MIN_VECTORS = 256;

    /** Ranges per worker: a worker that is late leaves some to the others. */
    private static final int RANGES_PER_WORKER = 4;

    /** Computes all of y from x, which have the same size and may be the same memory. */
    @FunctionalInterface
    public interface Function {
        /** Computes y. */
        void apply(MemorySegment x, MemorySegment y);
    }

    private VectorRanges() {}

    /** Returns a pass that copies x to y; where they are the same memory it has no task. */
    public static ImagePass copy(ImageBuffers buffers) {
        boolean same = buffers.x().segment().address() == buffers.y().segment().address();
        return same
                ? new Pass(VectorRanges::copy, new MemorySegment[0], new MemorySegment[0])
                : pass(buffers, VectorRanges::copy);
    }

    /** Copies x to y, where they are not the same memory. */
    public static void copy(MemorySegment x, MemorySegment y) {
        if (x.address() != y.address()) {
            y.copyFrom(x);
        }
    }

    /** Returns a pass that applies a function to ranges of buffers of one layout. */
    public static ImagePass pass(ImageBuffers buffers, Function function) {
        MemorySegment x = buffers.x().segment();
        MemorySegment y = buffers.y().segment();
        int vectors = Math.toIntExact(x.byteSize() / Lanes.BYTES);
        int most = buffers.workers() == 1 ? 1 : buffers.workers() * RANGES_PER_WORKER;
        int ranges = Math.clamp(vectors / MIN_VECTORS, 1, most);
        MemorySegment[] from = new MemorySegment[ranges];
        MemorySegment[] to = new MemorySegment[ranges];
        for (int i = 0; i < ranges; i++) {
            long first = (long) vectors * i / ranges * Lanes.BYTES;
            long end = (long) vectors * (i + 1) / ranges * Lanes.BYTES;
            from[i] = x.asSlice(first, end - first);
            to[i] = y.asSlice(first, end - first);
        }
        return new Pass(function, from, to);
    }

    private static final class Pass implements ImagePass {
        private final Function function;
        private final MemorySegment[] from;
        private final MemorySegment[] to;

        Pass(Function function, MemorySegment[] from, MemorySegment[] to) {
            this.function = function;
            this.from = from;
            this.to = to;
        }

        @Override
        public int tasks() {
            return from.length;
        }

        @Override
        public void run(int task, int worker) {
            function.apply(from[task], to[task]);
        }
    }
}
