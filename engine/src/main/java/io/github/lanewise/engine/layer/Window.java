package io.github.lanewise.engine.layer;

/**
 * The part of its input that one output element of a layer sees.
 *
 * @param height rows of the window
 * @param width columns of the window
 * @param strideHeight rows from one window to the next
 * @param strideWidth columns from one window to the next
 * @param paddingTop rows of padding above the input
 * @param paddingLeft columns of padding before the input
 */
public record Window(
        int height, int width, int strideHeight, int strideWidth, int paddingTop, int paddingLeft) {
    /** One pixel, as for an activation. */
    public static final Window POINT = new Window(1, 1, 1, 1, 0, 0);
}
