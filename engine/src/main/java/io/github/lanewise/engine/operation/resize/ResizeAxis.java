package io.github.lanewise.engine.operation.resize;

import io.github.lanewise.engine.operation.resize.ResizeAttributes.CoordinateTransformation;
import io.github.lanewise.engine.operation.resize.ResizeAttributes.Mode;

/** The two input pixels of each output pixel along an axis, and the weight of the second. */
final class ResizeAxis {
    private final int[] lower;
    private final int[] upper;
    private final float[] weights;

    private ResizeAxis(int outputs) {
        lower = new int[outputs];
        upper = new int[outputs];
        weights = new float[outputs];
    }

    /**
     * Returns the pixels of an axis.
     *
     * @param scale as the model gives it
     */
    static ResizeAxis of(ResizeAttributes attributes, double scale, int inputs, int outputs) {
        ResizeAxis axis = new ResizeAxis(outputs);
        for (int i = 0; i < outputs; i++) {
            float point = coordinate(attributes.coordinates(), (float) scale, i, inputs, outputs);
            if (attributes.mode() == Mode.NEAREST) {
                axis.set(i, nearest(attributes, point), inputs);
            } else {
                axis.set(i, Math.clamp(point, 0f, inputs - 1f), inputs);
            }
        }
        return axis;
    }

    private void set(int i, float point, int inputs) {
        int last = inputs - 1;
        float inside = Math.clamp(point, 0f, (float) last);
        lower[i] = Math.min((int) inside, last);
        upper[i] = Math.min(lower[i] + 1, last);
        weights[i] = inside - lower[i];
    }

    /**
     * In float as in ONNX Runtime and PyTorch: which pixel is the nearest may hang on the last bit.
     */
    private static float coordinate(
            CoordinateTransformation transformation, float scale, int i, int inputs, int outputs) {
        float half = (i + 0.5f) / scale - 0.5f;
        return switch (transformation) {
            case HALF_PIXEL -> half;
            case PYTORCH_HALF_PIXEL -> outputs == 1 ? 0 : half;
            case ALIGN_CORNERS ->
                    outputs == 1 ? 0 : (float) i * (inputs - 1) / (float) (outputs - 1);
            case ASYMMETRIC -> i / scale;
            case HALF_PIXEL_SYMMETRIC -> {
                float adjustment = outputs / (scale * inputs);
                float offset = inputs / 2f * (1 - adjustment);
                yield (float) (offset + (i + 0.5) / scale - 0.5);
            }
        };
    }

    private static float nearest(ResizeAttributes attributes, float point) {
        double pixel =
                switch (attributes.rounding()) {
                    case ROUND_PREFER_FLOOR -> Math.ceil(point - 0.5);
                    case ROUND_PREFER_CEIL -> Math.floor(point + 0.5);
                    case FLOOR -> Math.floor(point);
                    case CEIL -> Math.ceil(point);
                };
        return (float) pixel;
    }

    /** Returns the first input pixel of an output pixel. */
    int lower(int i) {
        return lower[i];
    }

    /** Returns the second input pixel of an output pixel. */
    int upper(int i) {
        return upper[i];
    }

    /** Returns the weight of the second; that of the first is 1 less this. */
    float weight(int i) {
        return weights[i];
    }

    /** Returns whether one input pixel has all the weight for each output pixel. */
    boolean isSelection() {
        for (float weight : weights) {
            if (weight != 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the first or second input pixels, times a stride. */
    int[] offsets(boolean second, int stride) {
        int[] offsets = new int[lower.length];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = (second ? upper[i] : lower[i]) * stride;
        }
        return offsets;
    }

    /** Returns a copy of the weights of the second pixels. */
    float[] weights() {
        return weights.clone();
    }
}
