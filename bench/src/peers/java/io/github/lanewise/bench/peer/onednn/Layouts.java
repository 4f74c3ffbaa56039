package io.github.lanewise.bench.peer.onednn;

import io.github.lanewise.bench.shape.ConvShape;
import org.bytedeco.dnnl.memory;

/** Extents of a convolution as oneDNN wants them: filters of groups have a fifth dimension. */
final class Layouts {
    private final OneDnn library;
    private final ConvShape g;

    Layouts(OneDnn library, ConvShape g) {
        this.library = library;
        this.g = g;
    }

    private long[] xExtents() {
        return new long[] {g.n(), g.c(), g.h(), g.w()};
    }

    private long[] yExtents() {
        return new long[] {g.n(), g.k(), g.p(), g.q()};
    }

    private long[] wExtents() {
        long channels = g.c() / g.groups();
        return g.groups() == 1
                ? new long[] {g.k(), channels, g.r(), g.s()}
                : new long[] {g.groups(), g.k() / g.groups(), channels, g.r(), g.s()};
    }

    private memory.desc layout(long[] extents, memory.format_tag format) {
        return library.keep(new memory.desc(extents, memory.data_type.f32, format));
    }

    /** Returns N·C·H·W. */
    memory.desc x() {
        return layout(xExtents(), memory.format_tag.abcd);
    }

    /** Returns N·K·P·Q. */
    memory.desc y() {
        return layout(yExtents(), memory.format_tag.abcd);
    }

    /** Returns K·C·R·S, or G·(K/G)·(C/G)·R·S. */
    memory.desc w() {
        boolean four = g.groups() == 1;
        return layout(wExtents(), four ? memory.format_tag.abcd : memory.format_tag.abcde);
    }

    /** Returns K. */
    memory.desc bias() {
        return layout(new long[] {g.k()}, memory.format_tag.a);
    }

    /** Returns the extents of x in a layout that oneDNN chooses. */
    memory.desc anyX() {
        return layout(xExtents(), memory.format_tag.any);
    }

    /** Returns the extents of y in a layout that oneDNN chooses. */
    memory.desc anyY() {
        return layout(yExtents(), memory.format_tag.any);
    }

    /** Returns the extents of the filters in a layout that oneDNN chooses. */
    memory.desc anyW() {
        return layout(wExtents(), memory.format_tag.any);
    }

    /** Returns the strides of rows and columns. */
    long[] strides() {
        return new long[] {g.strideHeight(), g.strideWidth()};
    }

    /** Returns how many inputs lie between neighbouring taps: 0 is an ordinary convolution. */
    long[] dilations() {
        return new long[] {g.dilation() - 1, g.dilation() - 1};
    }

    /** Returns the rows and columns of zeros on each side. */
    long[] padding() {
        return new long[] {g.padHeight(), g.padWidth()};
    }
}
