package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Elementwise;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;

/**
 * The padded input of a convolution, such that neighbouring outputs of a row read neighbouring
 * vectors. With a column stride of 1 that is the input itself; else a copy in which every row is
 * split by the column's remainder: {@code [C][padded H][stride][⌈padded W / stride⌉][L]}.
 */
final class ConvInput {
    private static final int V = Lanes.BYTES;

    private final ConvGeometry g;
    private final Tensor x;
    private final boolean split;
    private final long origin;
    private final long plane;
    private final long row;
    private final long phase;
    private final MemorySegment memory;

    ConvInput(ConvGeometry g, Tensor x, Workspace workspace) {
        this.g = g;
        this.x = x;
        split = g.strideWidth() > 1;
        Layout layout = x.layout();
        if (split) {
            phase = (long) Math.ceilDiv(paddedWidth(), g.strideWidth()) * V;
            row = g.strideWidth() * phase;
            plane = paddedHeight() * row;
            origin = 0;
            memory = workspace.floats(g.input().channels() * plane / Float.BYTES);
        } else {
            phase = 0;
            row = layout.rowStride();
            plane = layout.planeStride();
            origin = layout.offset(0, -g.padding().top(), -g.padding().left());
            memory = x.segment();
        }
    }

    /** Returns what the taps are read from. */
    MemorySegment memory() {
        return memory;
    }

    /** Copies the input into its phases, where it is split. */
    void refresh() {
        if (!split) {
            return;
        }
        for (int c = 0; c < g.input().channels(); c++) {
            for (int h = 0; h < paddedHeight(); h++) {
                long from = x.layout().offset(c, h - g.padding().top(), -g.padding().left());
                for (int b = 0; b < g.strideWidth(); b++) {
                    int count = Math.ceilDiv(paddedWidth() - b, g.strideWidth());
                    Elementwise.copy(
                            x.segment(),
                            from + (long) b * V,
                            (long) g.strideWidth() * V,
                            memory,
                            c * plane + h * row + b * phase,
                            V,
                            count);
                }
            }
        }
    }

    /** Returns the byte offset of what tap (0, 0) of channel 0 reads for output (p, q). */
    int pixel(int p, int q) {
        return Math.toIntExact(origin + (long) p * g.strideHeight() * row + (long) q * V);
    }

    /** Returns the byte offset of tap (r, s) of channel c from that of tap (0, 0) of channel 0. */
    int tap(int c, int r, int s) {
        long column =
                split
                        ? s % g.strideWidth() * phase + (long) (s / g.strideWidth()) * V
                        : (long) s * V;
        return Math.toIntExact(c * plane + r * row + column);
    }

    private int paddedHeight() {
        return g.input().height() + g.padding().top() + g.padding().bottom();
    }

    private int paddedWidth() {
        return g.input().width() + g.padding().left() + g.padding().right();
    }
}
