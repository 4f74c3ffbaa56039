package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.kernel.LaneTranspose;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.tensor.Layout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** A value from one order to the other. */
enum Conversion implements NodePlan {
    /** From row-major order to channels in lanes. */
    TO_LANES,
    /** From channels in lanes to row-major order. */
    TO_ROW_MAJOR;

    /** Vectors that are read and written for L floats of a row, roughly. */
    private static final double WORK = 4;

    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    static Conversion to(MemoryOrder order) {
        return order == MemoryOrder.LANES ? TO_LANES : TO_ROW_MAJOR;
    }

    @Override
    public ImagePass pass(List<Buffer> inputs, List<Buffer> outputs, List<MemorySegment> scratch) {
        return new Pass(inputs.getFirst(), outputs.getFirst(), scratch.size());
    }

    private final class Pass implements ImagePass {
        private final MemorySegment rowMajor;
        private final MemorySegment lanes;
        private final Layout layout;
        private final int height;
        private final int width;
        private final int rows;
        private final Ranges ranges;

        Pass(Buffer from, Buffer to, int workers) {
            Buffer lane = Conversion.this == TO_LANES ? to : from;
            rowMajor = Conversion.this == TO_LANES ? from.memory() : to.memory();
            lanes = lane.memory();
            layout = lane.layout();
            // Without a border on the sides a plane is one long row.
            boolean joined = layout.halo().left() == 0 && layout.halo().right() == 0;
            height = joined ? 1 : layout.shape().height();
            width = joined ? layout.shape().pixels() : layout.shape().width();
            rows = layout.planes() * height;
            int all = lane.extents().images() * rows;
            ranges = Ranges.of(all, width * WORK, workers);
        }

        @Override
        public int tasks() {
            return ranges.count();
        }

        @Override
        public void run(int task, int worker) {
            for (int item = ranges.from(task); item < ranges.to(task); item++) {
                long image = item / rows;
                int plane = item % rows / height;
                int row = item % height;
                long lane = image * layout.byteSize() + layout.vector(plane, row, 0);
                long element = image * layout.shape().elements();
                element += (long) plane * Lanes.COUNT * channelFloats();
                element += (long) row * width;
                int channels =
                        Math.min(Lanes.COUNT, layout.shape().channels() - plane * Lanes.COUNT);
                convert(lane, Float.BYTES * element, channels);
            }
        }

        private int channelFloats() {
            return layout.shape().pixels();
        }

        /** Converts a row of a plane: whole squares of channels × pixels, then what is left. */
        private void convert(long lane, long element, int channels) {
            long stride = (long) Float.BYTES * channelFloats();
            int squares = channels == Lanes.COUNT ? width / Lanes.COUNT : 0;
            for (int square = 0; square < squares; square++) {
                long vector = lane + (long) square * Lanes.COUNT * Lanes.BYTES;
                long pixel = element + (long) square * Lanes.BYTES;
                if (Conversion.this == TO_LANES) {
                    LaneTranspose.run(rowMajor, pixel, stride, lanes, vector, Lanes.BYTES, 1);
                } else {
                    LaneTranspose.run(lanes, vector, Lanes.BYTES, rowMajor, pixel, stride, 1);
                }
            }
            int done = squares * Lanes.COUNT;
            for (int c = 0; c < channels; c++) {
                long vector = lane + (long) done * Lanes.BYTES + (long) Float.BYTES * c;
                long pixel = element + c * stride + (long) Float.BYTES * done;
                if (Conversion.this == TO_LANES) {
                    copy(rowMajor, pixel, Float.BYTES, lanes, vector, Lanes.BYTES, width - done);
                } else {
                    copy(lanes, vector, Lanes.BYTES, rowMajor, pixel, Float.BYTES, width - done);
                }
            }
        }
    }

    /** Copies floats that stand some bytes apart. */
    private static void copy(
            MemorySegment from,
            long fromOffset,
            long fromStep,
            MemorySegment to,
            long toOffset,
            long toStep,
            int count) {
        for (int i = 0; i < count; i++) {
            to.set(FLOAT, toOffset + i * toStep, from.get(FLOAT, fromOffset + i * fromStep));
        }
    }
}
