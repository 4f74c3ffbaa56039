package io.github.lanewise.engine.layer.pool;

import io.github.lanewise.engine.layer.Window;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;

/**
 * Window, stride and padding of a pooling layer.
 *
 * @param height rows of the window
 * @param width columns of the window
 * @param strideHeight rows from one window to the next
 * @param strideWidth columns from one window to the next
 * @param paddingHeight rows of padding on each side, at most half the window
 * @param paddingWidth columns of padding on each side, at most half the window
 */
public record PoolGeometry(
        int height,
        int width,
        int strideHeight,
        int strideWidth,
        int paddingHeight,
        int paddingWidth) {

    /**
     * @throws ShapeException if an extent or stride is below 1, or padding exceeds half a window
     */
    public PoolGeometry {
        if (height < 1 || width < 1 || strideHeight < 1 || strideWidth < 1) {
            throw new ShapeException(
                    "A pooling window and its stride are at least 1×1, but got a window of "
                            + height
                            + "×"
                            + width
                            + " with stride "
                            + strideHeight
                            + "×"
                            + strideWidth
                            + ".");
        }
        if (paddingHeight < 0
                || paddingWidth < 0
                || paddingHeight > height / 2
                || paddingWidth > width / 2) {
            throw new ShapeException(
                    "The padding of a pooling window is 0 to half the window, but got "
                            + paddingHeight
                            + "×"
                            + paddingWidth
                            + " for a window of "
                            + height
                            + "×"
                            + width
                            + ".");
        }
    }

    static PoolGeometry of(int height, int width) {
        return new PoolGeometry(height, width, height, width, 0, 0);
    }

    PoolGeometry stride(int newHeight, int newWidth) {
        return new PoolGeometry(height, width, newHeight, newWidth, paddingHeight, paddingWidth);
    }

    PoolGeometry padding(int newHeight, int newWidth) {
        return new PoolGeometry(height, width, strideHeight, strideWidth, newHeight, newWidth);
    }

    /**
     * Returns the output shape: ⌊(H + 2·padding - window) / stride⌋ + 1 per axis.
     *
     * @throws ShapeException if the window is larger than the padded input
     */
    public Shape output(Shape input) {
        long rows = (long) input.height() + 2L * paddingHeight - height;
        long columns = (long) input.width() + 2L * paddingWidth - width;
        if (rows < 0 || columns < 0) {
            throw new ShapeException(
                    "A pooling window of "
                            + height
                            + "×"
                            + width
                            + " does not fit into an input of "
                            + input
                            + " with padding "
                            + paddingHeight
                            + "×"
                            + paddingWidth
                            + "; use a smaller window or more padding.");
        }
        return new Shape(
                input.channels(),
                Math.toIntExact(rows / strideHeight + 1),
                Math.toIntExact(columns / strideWidth + 1));
    }

    Window window() {
        return new Window(height, width, strideHeight, strideWidth, paddingHeight, paddingWidth);
    }

    /** Returns the first input row of output row {@code p} that is not padding. */
    int rowFrom(int p) {
        return Math.max(0, p * strideHeight - paddingHeight);
    }

    /** Returns the end (exclusive) of the input rows of output row {@code p}. */
    int rowTo(int p, int inputHeight) {
        return Math.min(inputHeight, p * strideHeight - paddingHeight + height);
    }

    /** Returns the first input column of output column {@code q} that is not padding. */
    int columnFrom(int q) {
        return Math.max(0, q * strideWidth - paddingWidth);
    }

    /** Returns the end (exclusive) of the input columns of output column {@code q}. */
    int columnTo(int q, int inputWidth) {
        return Math.min(inputWidth, q * strideWidth - paddingWidth + width);
    }
}
