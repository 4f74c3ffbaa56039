package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Shape;

/** How many zeros a convolution puts around its input. */
@FunctionalInterface
public interface Padding {
    /** No zeros: filters stay within the input. */
    Padding VALID = (conv, input) -> Halo.NONE;

    /**
     * As many zeros as make the output ⌈H / stride⌉ × ⌈W / stride⌉. An odd one goes to the bottom
     * or the right, as in PyTorch and TensorFlow.
     */
    Padding SAME =
            (conv, input) -> {
                int rows = same(input.height(), conv.filterHeight(), conv.strideHeight());
                int columns = same(input.width(), conv.filterWidth(), conv.strideWidth());
                return new Halo(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2);
            };

    /** Returns the zeros on each side. */
    Halo resolve(Conv2d conv, Shape input);

    /** Returns a padding that is the same on both sides of an axis. */
    static Padding of(int height, int width) {
        return of(new Halo(height, height, width, width));
    }

    /** Returns a padding with its own number of zeros on each side. */
    static Padding of(Halo zeros) {
        return (conv, input) -> zeros;
    }

    private static int same(int extent, int filter, int stride) {
        long outputs = Math.ceilDiv(extent, stride);
        return Math.toIntExact(Math.max(0, (outputs - 1) * stride + filter - extent));
    }
}
