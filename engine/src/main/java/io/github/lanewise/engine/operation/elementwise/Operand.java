package io.github.lanewise.engine.operation.elementwise;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * A value as it is read, or written, along the axes of an output y. In row-major order these are
 * its axes, and elements are floats; with channels in lanes they are images, planes, rows and
 * columns, and elements are vectors. A value that is broadcast along an axis has stride 0 there.
 */
final class Operand {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    private final MemorySegment memory;
    private final long first;
    private final long[] strides;
    private final boolean spread;

    private Operand(MemorySegment memory, long first, long[] strides, boolean spread) {
        this.memory = memory;
        this.first = first;
        this.strides = strides;
        this.spread = spread;
    }

    /** Returns the extents of the axes of an output. */
    static int[] axes(Extents y, MemoryOrder order) {
        if (order == MemoryOrder.ROW_MAJOR) {
            return y.toArray();
        }
        Shape image = y.image();
        int planes = Math.ceilDiv(image.channels(), Lanes.COUNT);
        return new int[] {y.images(), planes, image.height(), image.width()};
    }

    /** Returns a value in the order of its buffer. */
    static Operand of(Buffer buffer, Extents y) {
        return switch (buffer.placement().order()) {
            case ROW_MAJOR -> rowMajor(buffer.memory(), buffer.extents(), y);
            case LANES -> lanes(buffer, y);
        };
    }

    /** Returns a value in row-major order; axes that it lacks are the first ones of y. */
    static Operand rowMajor(MemorySegment memory, Extents extents, Extents y) {
        long[] strides = new long[y.rank()];
        long stride = Float.BYTES;
        for (int back = 1; back <= extents.rank(); back++) {
            int extent = extents.get(extents.rank() - back);
            strides[y.rank() - back] = extent == 1 ? 0 : stride;
            stride *= extent;
        }
        return new Operand(memory, 0, strides, false);
    }

    private static Operand lanes(Buffer buffer, Extents y) {
        Layout layout = buffer.layout();
        Shape image = layout.shape();
        long[] strides = {
            buffer.extents().images() == 1 ? 0 : layout.byteSize(),
            image.channels() == 1 ? 0 : layout.planeStride(),
            image.height() == 1 ? 0 : layout.rowStride(),
            image.width() == 1 ? 0 : Lanes.BYTES
        };
        boolean spread = image.channels() == 1 && y.image().channels() > 1;
        return new Operand(buffer.memory(), layout.vector(0, 0, 0), strides, spread);
    }

    /**
     * Returns a copy of a constant of any rank up to that of y with channels in lanes; one that is
     * the same for all channels fills all lanes.
     */
    static Operand packed(Value constant, Extents y, Workspace workspace) {
        int[] n = extentsOfFour(constant.extents(), y.rank());
        int planes = Math.ceilDiv(n[1], Lanes.COUNT);
        int pixels = n[2] * n[3];
        MemorySegment memory = workspace.floats((long) n[0] * planes * pixels * Lanes.COUNT);
        long to = 0;
        for (int image = 0; image < n[0]; image++) {
            for (int plane = 0; plane < planes; plane++) {
                for (int pixel = 0; pixel < pixels; pixel++) {
                    for (int lane = 0; lane < Lanes.COUNT; lane++, to++) {
                        int channel = n[1] == 1 ? 0 : plane * Lanes.COUNT + lane;
                        if (channel < n[1]) {
                            long from = ((long) image * n[1] + channel) * pixels + pixel;
                            float value = constant.data().getAtIndex(FLOAT, from);
                            memory.setAtIndex(FLOAT, to, value);
                        }
                    }
                }
            }
        }
        long row = (long) n[3] * Lanes.BYTES;
        long plane = n[2] * row;
        long[] strides = {
            n[0] == 1 ? 0 : planes * plane,
            n[1] == 1 ? 0 : plane,
            n[2] == 1 ? 0 : row,
            n[3] == 1 ? 0 : Lanes.BYTES
        };
        return new Operand(memory, 0, strides, false);
    }

    /** Returns N, C, H and W of a value that is broadcast to a feature map of some rank. */
    private static int[] extentsOfFour(Extents extents, int rank) {
        int[] padded = new int[rank];
        Arrays.fill(padded, 1);
        for (int back = 1; back <= extents.rank(); back++) {
            padded[rank - back] = extents.get(extents.rank() - back);
        }
        return switch (rank) {
            case 2 -> new int[] {padded[0], padded[1], 1, 1};
            case 3 -> new int[] {padded[0], padded[1], 1, padded[2]};
            default -> padded;
        };
    }

    MemorySegment memory() {
        return memory;
    }

    /** Returns the byte offset of the first element. */
    long first() {
        return first;
    }

    /** Returns the bytes from one element to the next along an axis. */
    long stride(int axis) {
        return strides[axis];
    }

    /** Returns whether lane 0 of each vector stands for all lanes. */
    boolean spread() {
        return spread;
    }
}
