package io.github.lanewise.bench.reference;

import io.github.lanewise.engine.layer.conv.ConvGeometry;
import java.util.stream.IntStream;

/**
 * Convolution as its formula says, in double precision: images N·C·H·W, filters K·C·R·S, outputs
 * N·K·P·Q. A dense layer is one with filters of 1×1 over vectors.
 *
 * @param g extents
 */
public record ReferenceConvolution(ConvGeometry g) {
    /** Receives the indices of one product of the formula. */
    @FunctionalInterface
    private interface Term {
        void take(int x, int w, int y);
    }

    /** Returns y, with a bias per filter. */
    public double[] forward(float[] x, float[] w, float[] bias) {
        int pixels = g.output().pixels();
        double[] y = new double[images(x, g.input().elements()) * g.output().elements()];
        for (int i = 0; i < y.length; i++) {
            y[i] = bias[i / pixels % bias.length];
        }
        // Whole networks are computed with it: hence the inner loop along a row, and the threads.
        IntStream.range(0, y.length / pixels).parallel().forEach(plane -> addPlane(x, w, y, plane));
        return y;
    }

    private void addPlane(float[] x, float[] w, double[] y, int plane) {
        int taps = g.taps();
        int k = plane % g.output().channels();
        int image = plane / g.output().channels();
        for (int tap = 0; tap < taps; tap++) {
            addTap(x, image, tap, w[k * taps + tap], y, plane * g.output().pixels());
        }
    }

    /** Adds the products of one weight to a plane of y. */
    private void addTap(float[] x, int image, int tap, double weight, double[] y, int plane) {
        int c = tap / (g.r() * g.s());
        int r = tap / g.s() % g.r();
        int left = tap % g.s() - g.padding().left();
        int height = g.input().height();
        int width = g.input().width();
        int stride = g.strideWidth();
        int begin = Math.max(0, Math.ceilDiv(-left, stride));
        int end = Math.min(g.output().width(), Math.floorDiv(width - 1 - left, stride) + 1);
        for (int p = 0; p < g.output().height(); p++) {
            int row = p * g.strideHeight() + r - g.padding().top();
            if (row >= 0 && row < height) {
                int from = ((image * g.input().channels() + c) * height + row) * width + left;
                int to = plane + p * g.output().width();
                for (int q = begin; q < end; q++) {
                    y[to + q] += weight * x[from + q * stride];
                }
            }
        }
    }

    /** Returns dx. */
    public double[] inputGradient(float[] dy, float[] w) {
        int images = images(dy, g.output().elements());
        double[] dx = new double[images * g.input().elements()];
        visit(images, (i, j, k) -> dx[i] += (double) w[j] * dy[k]);
        return dx;
    }

    /** Returns dw, summed over the images. */
    public double[] filterGradient(float[] x, float[] dy) {
        double[] dw = new double[g.output().channels() * g.taps()];
        visit(images(x, g.input().elements()), (i, j, k) -> dw[j] += (double) x[i] * dy[k]);
        return dw;
    }

    private static int images(float[] values, int elements) {
        return values.length / elements;
    }

    private void visit(int images, Term term) {
        for (int image = 0; image < images; image++) {
            for (int k = 0; k < g.output().channels(); k++) {
                for (int c = 0; c < g.input().channels(); c++) {
                    visitPlane(image, k, c, term);
                }
            }
        }
    }

    private void visitPlane(int image, int k, int c, Term term) {
        int height = g.input().height();
        int width = g.input().width();
        int xPlane = (image * g.input().channels() + c) * height * width;
        int wPlane = (k * g.input().channels() + c) * g.r() * g.s();
        int y = (image * g.output().channels() + k) * g.output().pixels();
        for (int p = 0; p < g.output().height(); p++) {
            for (int q = 0; q < g.output().width(); q++, y++) {
                for (int r = 0; r < g.r(); r++) {
                    for (int s = 0; s < g.s(); s++) {
                        int h = p * g.strideHeight() + r - g.padding().top();
                        int v = q * g.strideWidth() + s - g.padding().left();
                        if (h >= 0 && h < height && v >= 0 && v < width) {
                            term.take(xPlane + h * width + v, wPlane + r * g.s() + s, y);
                        }
                    }
                }
            }
        }
    }
}
