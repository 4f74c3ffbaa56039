package io.github.lanewise.models;

import io.github.lanewise.engine.layer.Window;
import io.github.lanewise.engine.tensor.Shape;

/**
 * What one value of a feature map sees of the network's input, and how far apart neighbours look.
 *
 * <p>Source: A. Araujo, W. Norris, J. Sim, "Computing receptive fields of convolutional neural
 * networks", Distill, 2019. The field is that of the formula: at the border a part of it lies in
 * the padding.
 *
 * @param height of the field, in pixels of the input
 * @param width of the field, in pixels of the input
 * @param jumpHeight distance in input pixels between the fields of vertical neighbours; the product
 *     of all strides so far
 * @param jumpWidth the same for horizontal neighbours
 */
public record ReceptiveField(long height, long width, long jumpHeight, long jumpWidth) {
    /** The field of an input pixel: itself. */
    public static final ReceptiveField PIXEL = new ReceptiveField(1, 1, 1, 1);

    /**
     * Returns the field after one more layer, per axis with window k and stride s: r′ = r + (k − 1)
     * j and j′ = j s.
     */
    public ReceptiveField through(Window window) {
        return new ReceptiveField(
                height + (window.height() - 1) * jumpHeight,
                width + (window.width() - 1) * jumpWidth,
                jumpHeight * window.strideHeight(),
                jumpWidth * window.strideWidth());
    }

    /** Returns the field of a value that sees the whole input and has no neighbours. */
    public static ReceptiveField whole(Shape input) {
        return new ReceptiveField(input.height(), input.width(), input.height(), input.width());
    }
}
