package io.github.lanewise.engine.operation.pool;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.ShapeException;

/**
 * Windows of a pooling, as ONNX has them (MaxPool and AveragePool, opset 22). A value of N×C×W is
 * one row high; its window has height, stride and dilation 1 there and no padding.
 *
 * @param height rows of the window
 * @param width columns of the window
 * @param strideHeight rows from one window to the next
 * @param strideWidth columns from one window to the next
 * @param dilationHeight rows from one element of a window to the next
 * @param dilationWidth columns from one element of a window to the next
 * @param pads rows and columns around the input, fewer than the window spans
 * @param ceil whether a last window that is not wholly within the padded input counts too, unless
 *     it begins in the padding behind the input
 */
public record PoolAttributes(
        int height,
        int width,
        int strideHeight,
        int strideWidth,
        int dilationHeight,
        int dilationWidth,
        Halo pads,
        boolean ceil) {

    /**
     * @throws ShapeException if an extent, stride or dilation is below 1, or padding is as wide as
     *     the window spans
     */
    public PoolAttributes {
        requirePositive("window", height, width);
        requirePositive("stride", strideHeight, strideWidth);
        requirePositive("dilation", dilationHeight, dilationWidth);
        long rows = (height - 1L) * dilationHeight + 1;
        long columns = (width - 1L) * dilationWidth + 1;
        if (Math.max(pads.top(), pads.bottom()) >= rows
                || Math.max(pads.left(), pads.right()) >= columns) {
            throw new ShapeException(
                    "Padding of a pooling window that spans "
                            + rows
                            + "×"
                            + columns
                            + " has to be narrower than that, but top, bottom, left, right are "
                            + pads.top()
                            + ", "
                            + pads.bottom()
                            + ", "
                            + pads.left()
                            + ", "
                            + pads.right()
                            + ".");
        }
    }

    private static void requirePositive(String what, int vertical, int horizontal) {
        if (vertical < 1 || horizontal < 1) {
            throw new ShapeException(
                    "The "
                            + what
                            + " of a pooling is at least 1×1, but got "
                            + vertical
                            + "×"
                            + horizontal
                            + ".");
        }
    }

    /** Returns windows that do not overlap, without padding. */
    public static PoolAttributes of(int height, int width) {
        return new PoolAttributes(height, width, height, width, 1, 1, Halo.NONE, false);
    }

    /** Returns these windows at another stride. */
    public PoolAttributes stride(int vertical, int horizontal) {
        return new PoolAttributes(
                height, width, vertical, horizontal, dilationHeight, dilationWidth, pads, ceil);
    }

    /** Returns these windows with other padding. */
    public PoolAttributes pads(Halo changed) {
        return new PoolAttributes(
                height,
                width,
                strideHeight,
                strideWidth,
                dilationHeight,
                dilationWidth,
                changed,
                ceil);
    }

    PoolAxis vertical(int size) {
        return PoolAxis.of(
                size, height, strideHeight, dilationHeight, pads.top(), pads.bottom(), ceil);
    }

    PoolAxis horizontal(int size) {
        return PoolAxis.of(
                size, width, strideWidth, dilationWidth, pads.left(), pads.right(), ceil);
    }

    /**
     * Returns the extents of the output.
     *
     * @throws ShapeException if no window fits, or the input is not N×C×W or N×C×H×W
     */
    Extents output(Extents input) {
        if (input.rank() == 3) {
            if (height != 1 || strideHeight != 1 || pads.top() != 0 || pads.bottom() != 0) {
                throw new ShapeException(
                        "Pooling of a value of "
                                + input
                                + " needs a window of one row, but got "
                                + describe()
                                + ".");
            }
            return input.with(2, outputs(horizontal(input.get(2)), input));
        }
        if (input.rank() == 4) {
            return input.with(2, outputs(vertical(input.get(2)), input))
                    .with(3, outputs(horizontal(input.get(3)), input));
        }
        throw new ShapeException(
                "Pooling takes N×C×W or N×C×H×W, but got a value of " + input + ".");
    }

    private int outputs(PoolAxis axis, Extents input) {
        if (axis.outputs() < 1) {
            throw new ShapeException(
                    "No window of a pooling ("
                            + describe()
                            + ") fits into a value of "
                            + input
                            + "; use a smaller window or more padding.");
        }
        return axis.outputs();
    }

    /** Returns the window and the rest where it is not the default, as in 3×3, stride 2×2. */
    String describe() {
        StringBuilder text = new StringBuilder().append(height).append('×').append(width);
        if (strideHeight != 1 || strideWidth != 1) {
            text.append(", stride ").append(strideHeight).append('×').append(strideWidth);
        }
        if (dilationHeight != 1 || dilationWidth != 1) {
            text.append(", dilation ").append(dilationHeight).append('×').append(dilationWidth);
        }
        return text.toString();
    }
}
