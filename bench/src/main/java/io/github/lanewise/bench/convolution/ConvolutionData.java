package io.github.lanewise.bench.convolution;

import io.github.lanewise.bench.shape.ConvShape;
import java.util.SplittableRandom;

/**
 * The numbers of a convolution, uniform on ±1 and equal for equal shapes, so that everybody
 * computes the same. Each call makes a new array.
 *
 * @param shape extents
 */
public record ConvolutionData(ConvShape shape) {
    /** Returns the input, N·C·H·W. */
    public float[] x() {
        return uniform(shape.xElements(), 1);
    }

    /** Returns the filters, K·(C/groups)·R·S. */
    public float[] w() {
        return uniform(shape.wElements(), 2);
    }

    /** Returns a bias for each of the K filters. */
    public float[] bias() {
        return uniform(shape.k(), 3);
    }

    /** Returns the gradient of the output, N·K·P·Q. */
    public float[] dy() {
        return uniform(shape.yElements(), 4);
    }

    private static float[] uniform(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (random.nextInt() >> 8) * 0x1p-23f;
        }
        return values;
    }
}
