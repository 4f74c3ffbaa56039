package io.github.lanewise.engine.operation.resize;

import io.github.lanewise.engine.tensor.ShapeException;

/**
 * How an output pixel finds its input pixels, as ONNX has it (Resize, opset 19 on). The names are
 * ONNX's.
 *
 * @param mode what is made of the input pixels
 * @param coordinates where in the input an output pixel is
 * @param rounding which input pixel is nearest; without meaning for {@link Mode#LINEAR}
 * @param scaleHeight output rows for an input row, as the model gives it
 * @param scaleWidth output columns for an input column, as the model gives it
 */
public record ResizeAttributes(
        Mode mode,
        CoordinateTransformation coordinates,
        NearestRounding rounding,
        double scaleHeight,
        double scaleWidth) {

    /** What is made of the input pixels around a point. */
    public enum Mode {
        /** The nearest one. */
        NEAREST,
        /** The mean of the four around it, the nearer the heavier. */
        LINEAR
    }

    /**
     * Where output pixel i of n stands among m input pixels; s is the scale. Pixels beyond the edge
     * are those at the edge.
     */
    public enum CoordinateTransformation {
        /** (i + ½) / s - ½. */
        HALF_PIXEL,
        /** As {@link #HALF_PIXEL}, but 0 if n is 1. */
        PYTORCH_HALF_PIXEL,
        /** i · (m - 1) / (n - 1); 0 if n is 1. */
        ALIGN_CORNERS,
        /** i / s. */
        ASYMMETRIC,
        /** m / 2 · (1 - n / (s · m)) + (i + ½) / s - ½. */
        HALF_PIXEL_SYMMETRIC
    }

    /** Which input pixel is the nearest to a point. */
    public enum NearestRounding {
        /** The nearer one; of two that are equally near the lower one. */
        ROUND_PREFER_FLOOR,
        /** The nearer one; of two that are equally near the upper one. */
        ROUND_PREFER_CEIL,
        /** The one at or below. */
        FLOOR,
        /** The one at or above. */
        CEIL
    }

    /**
     * @throws ShapeException if a scale is not positive and finite
     */
    public ResizeAttributes {
        if (!(scaleHeight > 0 && scaleWidth > 0)
                || Double.isInfinite(scaleHeight)
                || Double.isInfinite(scaleWidth)) {
            throw new ShapeException(
                    "The scales of a Resize are positive numbers, but got "
                            + scaleHeight
                            + " and "
                            + scaleWidth
                            + ".");
        }
    }
}
