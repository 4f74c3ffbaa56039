package io.github.lanewise.engine.operation.norm;

import io.github.lanewise.engine.graph.Extents;
import java.util.stream.IntStream;

/**
 * Normalizations in double, word for word as ONNX describes them (opset 22).
 *
 * @param extents N×C×…
 */
record NormalizationReference(Extents extents) {
    private int channels() {
        return extents.get(1);
    }

    private int pixels() {
        return extents.product(2, extents.rank());
    }

    private int channel(int element) {
        return element / pixels() % channels();
    }

    double[] batch(double[] x, double[][] constants, double epsilon) {
        return IntStream.range(0, x.length)
                .mapToDouble(i -> {
                    int c = channel(i);
                    double deviation = x[i] - constants[2][c];
                    double divisor = Math.sqrt(constants[3][c] + epsilon);
                    return constants[0][c] * deviation / divisor + constants[1][c];
                })
                .toArray();
    }

    double[] instance(double[] x, double[][] constants, double epsilon) {
        double[] y = new double[x.length];
        for (int plane = 0; plane < x.length / pixels(); plane++) {
            int from = plane * pixels();
            double mean = 0;
            for (int i = from; i < from + pixels(); i++) {
                mean += x[i] / pixels();
            }
            double variance = 0;
            for (int i = from; i < from + pixels(); i++) {
                variance += (x[i] - mean) * (x[i] - mean) / pixels();
            }
            int c = plane % channels();
            for (int i = from; i < from + pixels(); i++) {
                y[i] =
                        constants[0][c] * (x[i] - mean) / Math.sqrt(variance + epsilon)
                                + constants[1][c];
            }
        }
        return y;
    }

    double[] response(double[] x, LocalResponseNormalization o) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int c = channel(i);
            int from = Math.max(0, c - (int) Math.floor((o.size() - 1) / 2.0));
            int to = Math.min(channels() - 1, c + (int) Math.ceil((o.size() - 1) / 2.0));
            double squareSum = 0;
            for (int other = from; other <= to; other++) {
                double value = x[i + (other - c) * pixels()];
                squareSum += value * value;
            }
            double base = o.bias() + o.alpha() / (double) o.size() * squareSum;
            y[i] = x[i] / StrictMath.pow(base, o.beta());
        }
        return y;
    }
}
