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
