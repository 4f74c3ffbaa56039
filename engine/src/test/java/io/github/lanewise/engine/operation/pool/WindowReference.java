package io.github.lanewise.engine.operation.pool;

import io.github.lanewise.engine.graph.Extents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pooling in double, word for word as ONNX describes MaxPool and AveragePool (opset 22).
 *
 * @param x extents N×C×H×W of the input
 * @param a windows
 */
record WindowReference(Extents x, PoolAttributes a) {
    /** A window of values, and how many cells of it are within the padded input. */
    record Seen(List<Double> values, int padded) {}

    /** ⌊(size + pads - span) / stride⌋ + 1, or ⌈…⌉ + 1 without windows that start behind. */
    private static int outputs(
            int size, int span, int stride, int before, int after, boolean ceil) {
        double steps = (size + before + after - span) / (double) stride;
        int count = (int) (ceil ? Math.ceil(steps) : Math.floor(steps)) + 1;
        while (ceil && count > 0 && (count - 1) * stride >= size + before) {
            count--;
        }
        return count;
    }

    int height() {
        int span = (a.height() - 1) * a.dilationHeight() + 1;
        return outputs(
                x.get(2), span, a.strideHeight(), a.pads().top(), a.pads().bottom(), a.ceil());
    }

    int width() {
        int span = (a.width() - 1) * a.dilationWidth() + 1;
        return outputs(
                x.get(3), span, a.strideWidth(), a.pads().left(), a.pads().right(), a.ceil());
    }

    double[] maximum(double[] data) {
        return windows(data).stream()
                .mapToDouble(
                        seen -> seen.values.stream().reduce(Double.NEGATIVE_INFINITY, Math::max))
                .toArray();
    }

    double[] average(double[] data, boolean countPadding) {
        return windows(data).stream()
                .mapToDouble(seen -> {
                    double sum = seen.values.stream().mapToDouble(v -> v).sum();
                    int count = countPadding ? seen.padded : seen.values.size();
                    return seen.values.isEmpty() ? 0 : sum / count;
                })
                .toArray();
    }

    private List<Seen> windows(double[] data) {
        List<Seen> windows = new ArrayList<>();
        int pixels = x.get(2) * x.get(3);
        for (int plane = 0; plane < x.get(0) * x.get(1); plane++) {
            double[] pixelsOfPlane = Arrays.copyOfRange(data, plane * pixels, (plane + 1) * pixels);
            for (int p = 0; p < height(); p++) {
                for (int q = 0; q < width(); q++) {
                    windows.add(window(pixelsOfPlane, p, q));
                }
            }
        }
        return windows;
    }

    private Seen window(double[] plane, int p, int q) {
        List<Double> values = new ArrayList<>();
        int padded = 0;
        for (int r = 0; r < a.height(); r++) {
            for (int s = 0; s < a.width(); s++) {
                int h = p * a.strideHeight() + r * a.dilationHeight() - a.pads().top();
                int w = q * a.strideWidth() + s * a.dilationWidth() - a.pads().left();
                if (h >= 0 && h < x.get(2) && w >= 0 && w < x.get(3)) {
                    values.add(plane[h * x.get(3) + w]);
                }
                padded +=
                        h < x.get(2) + a.pads().bottom() && w < x.get(3) + a.pads().right() ? 1 : 0;
            }
        }
        return new Seen(values, padded);
    }
}
