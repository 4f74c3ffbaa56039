package io.github.lanewise.engine.operation.conv;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.layer.conv.PixelAxis;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.List;

/**
 * The extents of a convolution. Letters as everywhere: C H W of the input, K output channels, R S
 * of the filter, P Q of the output.
 *
 * @param input C×H×W
 * @param output K×P×Q
 * @param r R, filter rows
 * @param s S, filter columns
 * @param attributes those of the height are 1 and 0 where the input has no height
 */
record ConvShape(Shape input, Shape output, int r, int s, ConvAttributes attributes) {
    /**
     * Returns the extents for x and filters K×C/groups×R×S.
     *
     * @throws ShapeException if they do not fit
     */
    static ConvShape of(ConvAttributes given, Extents x, Extents w) {
        ConvAttributes a = checked(given, x, w);
        Shape input = x.image();
        Shape filter = w.image();
        if ((long) filter.channels() * a.groups() != input.channels()) {
            throw new ShapeException(
                    "Filters of "
                            + w
                            + " in "
                            + groups(a)
                            + " need an input of "
                            + (long) filter.channels() * a.groups()
                            + " channels, but it is "
                            + x
                            + ".");
        }
        requireDivisible(w.get(0), "output", a);
        int r = filter.height();
        int s = filter.width();
        int p =
                outputs(
                        (long) input.height() + a.pads().top() + a.pads().bottom(),
                        (r - 1L) * a.dilationHeight() + 1,
                        a.strideHeight());
        int q =
                outputs(
                        (long) input.width() + a.pads().left() + a.pads().right(),
                        (s - 1L) * a.dilationWidth() + 1,
                        a.strideWidth());
        return new ConvShape(input, new Shape(w.get(0), p, q), r, s, a);
    }

    /**
     * Returns the extents of a transposed convolution for x and filters C×K/groups×R×S.
     *
     * @param paddingHeight rows that are appended to the output
     * @param paddingWidth columns that are appended to the output
     * @throws ShapeException if they do not fit
     */
    static ConvShape transposed(
            ConvAttributes given, int paddingHeight, int paddingWidth, Extents x, Extents w) {
        ConvAttributes a = checked(given, x, w);
        Shape input = x.image();
        Shape filter = w.image();
        if (w.get(0) != input.channels()) {
            throw new ShapeException(
                    "Transposed filters of "
                            + w
                            + " need an input of "
                            + w.get(0)
                            + " channels, but it is "
                            + x
                            + ".");
        }
        requireDivisible(input.channels(), "input", a);
        int r = filter.height();
        int s = filter.width();
        long rows =
                (input.height() - 1L) * a.strideHeight()
                        + (r - 1L) * a.dilationHeight()
                        + 1
                        + (x.rank() == 4 ? paddingHeight : 0);
        long columns =
                (input.width() - 1L) * a.strideWidth()
                        + (s - 1L) * a.dilationWidth()
                        + 1
                        + paddingWidth;
        int p = extent((long) extent(rows) - a.pads().top() - a.pads().bottom());
        int q = extent((long) extent(columns) - a.pads().left() - a.pads().right());
        long k = (long) filter.channels() * a.groups();
        return new ConvShape(input, new Shape(extent(k), p, q), r, s, a);
    }

    private static ConvAttributes checked(ConvAttributes attributes, Extents x, Extents w) {
        if (x.rank() < 3 || x.rank() > 4 || w.rank() != x.rank()) {
            throw new ShapeException(
                    "A convolution takes N×C×H×W with filters of 4 axes, or N×C×W with filters of"
                            + " 3, but got "
                            + x
                            + " with "
                            + w
                            + ".");
        }
        return x.rank() == 4 ? attributes : attributes.ofRow();
    }

    private static void requireDivisible(int channels, String which, ConvAttributes a) {
        if (channels % a.groups() != 0) {
            throw new ShapeException(
                    "A convolution cannot divide "
                            + channels
                            + " "
                            + which
                            + " channels into "
                            + groups(a)
                            + ".");
        }
    }

    private static String groups(ConvAttributes a) {
        return a.groups() == 1 ? "1 group" : a.groups() + " groups";
    }

    private static int outputs(long padded, long reach, int stride) {
        if (reach > padded) {
            throw new ShapeException(
                    "A filter that reaches over "
                            + reach
                            + " pixels does not fit into "
                            + padded
                            + " pixels of padded input; use a smaller filter or more padding.");
        }
        return (extent(padded) - (int) reach) / stride + 1;
    }

    private static int extent(long extent) {
        if (extent < 1 || extent > Integer.MAX_VALUE) {
            throw new ShapeException(
                    "A convolution over or to "
                            + extent
                            + " pixels or channels on an axis, padding included, is not possible;"
                            + " change its padding.");
        }
        return (int) extent;
    }

    /** Returns the extents of the output for an input. */
    Extents output(Extents x) {
        return x.rank() == 4
                ? Extents.of(x.images(), output.channels(), output.height(), output.width())
                : Extents.of(x.images(), output.channels(), output.width());
    }

    /** Returns the axis of the height of a convolution. */
    PixelAxis rows() {
        return PixelAxis.of(
                output.height(),
                r,
                attributes.strideHeight(),
                attributes.dilationHeight(),
                attributes.pads().top());
    }

    /** Returns the axis of the width of a convolution. */
    PixelAxis columns() {
        return PixelAxis.of(
                output.width(),
                s,
                attributes.strideWidth(),
                attributes.dilationWidth(),
                attributes.pads().left());
    }

    /** Returns the axis of the height of a transposed convolution. */
    TransposedAxis transposedRows() {
        return new TransposedAxis(
                output.height(),
                r,
                attributes.strideHeight(),
                attributes.dilationHeight(),
                attributes.pads().top());
    }

    /** Returns the axis of the width of a transposed convolution. */
    TransposedAxis transposedColumns() {
        return new TransposedAxis(
                output.width(),
                s,
                attributes.strideWidth(),
                attributes.dilationWidth(),
                attributes.pads().left());
    }

    /** Returns the zeros that a convolution reads around its input. */
    Halo halo() {
        return PixelAxis.halo(rows(), columns(), input);
    }

    /** Makes sure that there is a constant for each output channel. */
    void checkBias(Extents bias) {
        if (!bias.equals(Extents.of(output.channels()))) {
            throw new ShapeException(
                    "A convolution with "
                            + output.channels()
                            + " output channels adds as many constants to them, not "
                            + bias
                            + ".");
        }
    }

    /** Makes sure that there are as many inputs as there have to be. */
    static void checkCount(List<Extents> inputs, int expected, String kind) {
        if (inputs.size() != expected) {
            throw new ShapeException(
                    "This " + kind + " has " + expected + " inputs, but got " + inputs + ".");
        }
    }
}
