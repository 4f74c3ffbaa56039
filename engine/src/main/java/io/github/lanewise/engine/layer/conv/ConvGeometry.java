package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;

/**
 * The extents of a convolution, computed once. Letters as everywhere: C H W of the input, K output
 * channels, R S of the filter, P Q of the output.
 *
 * @param input C×H×W
 * @param output K×P×Q
 * @param r R, filter rows
 * @param s S, filter columns
 * @param strideHeight rows from one output to the next
 * @param strideWidth columns from one output to the next
 * @param padding zeros around the input
 */
public record ConvGeometry(
        Shape input, Shape output, int r, int s, int strideHeight, int strideWidth, Halo padding) {

    static ConvGeometry of(Conv2d conv, Shape input) {
        Halo padding = conv.padding().resolve(conv, input);
        long height = (long) input.height() + padding.top() + padding.bottom();
        long width = (long) input.width() + padding.left() + padding.right();
        if (conv.filterHeight() > height || conv.filterWidth() > width) {
            throw new ShapeException(
                    "A filter of "
                            + conv.filterHeight()
                            + "×"
                            + conv.filterWidth()
                            + " does not fit into an input of "
                            + input
                            + ", which is "
                            + height
                            + "×"
                            + width
                            + " with its padding; use a smaller filter or more padding.");
        }
        Shape output =
                new Shape(
                        conv.filters(),
                        outputs(height, conv.filterHeight(), conv.strideHeight()),
                        outputs(width, conv.filterWidth(), conv.strideWidth()));
        return new ConvGeometry(
                input,
                output,
                conv.filterHeight(),
                conv.filterWidth(),
                conv.strideHeight(),
                conv.strideWidth(),
                padding);
    }

    private static int outputs(long extent, int filter, int stride) {
        if (extent > Integer.MAX_VALUE) {
            throw new ShapeException(
                    "A padded input of "
                            + extent
                            + " pixels on a side is too large; use less padding.");
        }
        return Math.toIntExact((extent - filter) / stride + 1);
    }

    /** Returns C·R·S, the weights of a filter. */
    public int taps() {
        return input.channels() * r * s;
    }
}
