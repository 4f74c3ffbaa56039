package io.github.lanewise.bench.reference;

import io.github.lanewise.bench.convolution.ConvolutionData;
import io.github.lanewise.bench.convolution.Direction;
import io.github.lanewise.bench.shape.ConvShape;
import java.util.SplittableRandom;

/**
 * Results of a convolution by its formula in double precision: all of them where that is little
 * work, else the first and the last of them and others drawn at random, with the same budget of
 * multiplications for every layer. Every result is checked to be a number.
 */
public final class ConvolutionSample {
    private static final long TERMS = 4_000_000;
    private static final int FEWEST = 16;

    private final ConvShape g;
    private final Direction direction;
    private final float[] x;
    private final float[] w;
    private final float[] bias;
    private final float[] dy;

    /** Makes the numbers that the direction reads. */
    public ConvolutionSample(ConvolutionData data, Direction direction) {
        g = data.shape();
        this.direction = direction;
        x = direction == Direction.BACKWARD_DATA ? new float[0] : data.x();
        w = direction == Direction.BACKWARD_WEIGHTS ? new float[0] : data.w();
        bias = data.bias();
        dy = direction == Direction.FORWARD ? new float[0] : data.dy();
    }

    /**
     * Compares results with the formula.
     *
     * @throws IllegalStateException if one of them is wrong by more than rounding explains
     */
    public void require(String what, float[] actual) {
        int count =
                switch (direction) {
                    case FORWARD -> g.yElements();
                    case BACKWARD_DATA -> g.xElements();
                    case BACKWARD_WEIGHTS -> g.wElements();
                };
        if (actual.length != count) {
            throw new IllegalStateException(
                    "There are %d results of %s instead of %d."
                            .formatted(actual.length, what, count));
        }
        for (float value : actual) {
            if (!Float.isFinite(value)) {
                throw new IllegalStateException(what + " has a result that is no finite number.");
            }
        }
        int[] sample = sample(count);
        float[] computed = new float[sample.length];
        double[] expected = new double[sample.length];
        for (int i = 0; i < sample.length; i++) {
            computed[i] = actual[sample[i]];
            expected[i] = expected(sample[i]);
        }
        Agreement.require(what, computed, expected, terms());
    }

    /** Returns the most products that are added up for one result. */
    private long terms() {
        return switch (direction) {
            case FORWARD -> (long) g.c() / g.groups() * g.r() * g.s();
            case BACKWARD_DATA -> (long) g.k() / g.groups() * g.r() * g.s();
            case BACKWARD_WEIGHTS -> (long) g.n() * g.p() * g.q();
        };
    }

    private int[] sample(int count) {
        long most = Math.max(FEWEST, TERMS / terms());
        int size = (int) Math.min(count, most);
        SplittableRandom random = new SplittableRandom(5);
        int[] sample = new int[size];
        for (int i = 0; i < size; i++) {
            sample[i] = size == count ? i : random.nextInt(count);
        }
        sample[size - 1] = count - 1;
        sample[0] = 0;
        return sample;
    }

    private double expected(int index) {
        return switch (direction) {
            case FORWARD -> y(index);
            case BACKWARD_DATA -> dx(index);
            case BACKWARD_WEIGHTS -> dw(index);
        };
    }

    private double y(int index) {
        int q = index % g.q();
        int p = index / g.q() % g.p();
        int k = index / (g.p() * g.q()) % g.k();
        int image = index / (g.p() * g.q() * g.k());
        int channels = g.c() / g.groups();
        int firstChannel = k / (g.k() / g.groups()) * channels;
        double sum = bias[k];
        for (int c = 0; c < channels; c++) {
            for (int r = 0; r < g.r(); r++) {
                for (int s = 0; s < g.s(); s++) {
                    int row = p * g.strideHeight() + r * g.dilation() - g.padHeight();
                    int column = q * g.strideWidth() + s * g.dilation() - g.padWidth();
                    sum += (double) x(image, firstChannel + c, row, column) * w[w(k, c, r, s)];
                }
            }
        }
        return sum;
    }

    private double dx(int index) {
        int column = index % g.w();
        int row = index / g.w() % g.h();
        int channel = index / (g.h() * g.w()) % g.c();
        int image = index / (g.h() * g.w() * g.c());
        int channels = g.c() / g.groups();
        int filters = g.k() / g.groups();
        int firstFilter = channel / channels * filters;
        double sum = 0;
        for (int k = firstFilter; k < firstFilter + filters; k++) {
            for (int r = 0; r < g.r(); r++) {
                for (int s = 0; s < g.s(); s++) {
                    int p = row + g.padHeight() - r * g.dilation();
                    int q = column + g.padWidth() - s * g.dilation();
                    if (p % g.strideHeight() == 0 && q % g.strideWidth() == 0) {
                        double product = w[w(k, channel % channels, r, s)];
                        sum += product * dy(image, k, p / g.strideHeight(), q / g.strideWidth());
                    }
                }
            }
        }
        return sum;
    }

    private double dw(int index) {
        int s = index % g.s();
        int r = index / g.s() % g.r();
        int channels = g.c() / g.groups();
        int c = index / (g.r() * g.s()) % channels;
        int k = index / (g.r() * g.s() * channels);
        int channel = k / (g.k() / g.groups()) * channels + c;
        double sum = 0;
        for (int image = 0; image < g.n(); image++) {
            for (int p = 0; p < g.p(); p++) {
                int row = p * g.strideHeight() + r * g.dilation() - g.padHeight();
                for (int q = 0; q < g.q(); q++) {
                    int column = q * g.strideWidth() + s * g.dilation() - g.padWidth();
                    sum += (double) x(image, channel, row, column) * dy(image, k, p, q);
                }
            }
        }
        return sum;
    }

    private int w(int k, int c, int r, int s) {
        return ((k * (g.c() / g.groups()) + c) * g.r() + r) * g.s() + s;
    }

    private float x(int image, int c, int row, int column) {
        boolean inside = row >= 0 && row < g.h() && column >= 0 && column < g.w();
        return inside ? x[((image * g.c() + c) * g.h() + row) * g.w() + column] : 0;
    }

    private float dy(int image, int k, int p, int q) {
        boolean inside = p >= 0 && p < g.p() && q >= 0 && q < g.q();
        return inside ? dy[((image * g.k() + k) * g.p() + p) * g.q() + q] : 0;
    }
}
