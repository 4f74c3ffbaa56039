package io.github.lanewise.bench.peer.blas;

import io.github.lanewise.bench.shape.ConvShape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Writes an image as the matrix whose product with the filters is the convolution: C·R·S rows of
 * P·Q floats, row (c, r, s) with what tap (r, s) of channel c meets. What lies in the padding is
 * never written: the matrix is zero at first.
 *
 * @param g extents
 */
record Im2Col(ConvShape g) {
    /** Returns C·R·S. */
    int rows() {
        return Math.multiplyExact(g.c(), g.r() * g.s());
    }

    /** Returns C·R·S·P·Q. */
    long elements() {
        return (long) rows() * g.p() * g.q();
    }

    /** Returns whether the matrix is the image itself. */
    boolean isImage() {
        int most = Math.max(Math.max(g.r(), g.s()), Math.max(g.strideHeight(), g.strideWidth()));
        return most == 1 && g.padHeight() == 0 && g.padWidth() == 0;
    }

    /**
     * Writes a row of the matrix.
     *
     * @param image C·H·W
     */
    void writeRow(MemorySegment image, MemorySegment matrix, int row) {
        int s = row % g.s();
        int r = row / g.s() % g.r();
        int channel = row / (g.r() * g.s());
        int left = s * g.dilation() - g.padWidth();
        int from = Math.max(0, Math.ceilDiv(-left, g.strideWidth()));
        int to = Math.min(g.q(), Math.floorDiv(g.w() - 1 - left, g.strideWidth()) + 1);
        for (int p = 0; p < g.p(); p++) {
            int h = p * g.strideHeight() + r * g.dilation() - g.padHeight();
            if (h >= 0 && h < g.h() && from < to) {
                int source = (channel * g.h() + h) * g.w() + left + from * g.strideWidth();
                long target = ((long) row * g.p() + p) * g.q() + from;
                write(image, source, Floats.slice(matrix, target, to - from));
            }
        }
    }

    private void write(MemorySegment image, long source, MemorySegment target) {
        if (g.strideWidth() == 1) {
            MemorySegment.copy(image, source * Float.BYTES, target, 0, target.byteSize());
        } else {
            int count = (int) (target.byteSize() / Float.BYTES);
            for (int i = 0; i < count; i++) {
                float value =
                        image.getAtIndex(
                                ValueLayout.JAVA_FLOAT, source + (long) i * g.strideWidth());
                target.setAtIndex(ValueLayout.JAVA_FLOAT, i, value);
            }
        }
    }
}
