package io.github.lanewise.engine.operation.resize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.graph.Extents;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Resizing in double, word for word as ONNX describes Resize (opset 19).
 *
 * @param x extents N×C×H×W of the input
 * @param rows of the output
 * @param columns of the output
 * @param attributes how pixels are found
 */
record ResizeReference(Extents x, int rows, int columns, ResizeAttributes attributes) {
    /** Points so near to where the nearest pixel changes may have either. */
    private static final double NEAR = 1e-5;

    private double point(int i, double scale, int inputs, int outputs) {
        double half = (i + 0.5) / scale - 0.5;
        return switch (attributes.coordinates()) {
            case HALF_PIXEL -> half;
            case PYTORCH_HALF_PIXEL -> outputs > 1 ? half : 0;
            case ALIGN_CORNERS -> outputs > 1 ? i * (inputs - 1) / (outputs - 1.0) : 0;
            case ASYMMETRIC -> i / scale;
            case HALF_PIXEL_SYMMETRIC -> {
                double adjustment = outputs / (scale * inputs);
                double center = inputs / 2.0;
                yield center * (1 - adjustment) + half;
            }
        };
    }

    private double vertical(int p) {
        return point(p, attributes.scaleHeight(), x.get(2), rows);
    }

    private double horizontal(int q) {
        return point(q, attributes.scaleWidth(), x.get(3), columns);
    }

    private double pixel(double[] data, int plane, int row, int column) {
        int h = Math.clamp(row, 0, x.get(2) - 1);
        int w = Math.clamp(column, 0, x.get(3) - 1);
        return data[(plane * x.get(2) + h) * x.get(3) + w];
    }

    double[] linear(double[] data) {
        double[] y = new double[x.get(0) * x.get(1) * rows * columns];
        for (int i = 0; i < y.length; i++) {
            int plane = i / (rows * columns);
            double v = vertical(i / columns % rows);
            double h = horizontal(i % columns);
            int top = (int) Math.floor(v);
            int left = (int) Math.floor(h);
            double down = v - top;
            double right = h - left;
            y[i] =
                    (1 - down) * (1 - right) * pixel(data, plane, top, left)
                            + (1 - down) * right * pixel(data, plane, top, left + 1)
                            + down * (1 - right) * pixel(data, plane, top + 1, left)
                            + down * right * pixel(data, plane, top + 1, left + 1);
        }
        return y;
    }

    private int nearest(double point) {
        double floor = Math.floor(point);
        double fraction = point - floor;
        boolean up =
                switch (attributes.rounding()) {
                    case ROUND_PREFER_FLOOR -> fraction > 0.5;
                    case ROUND_PREFER_CEIL -> fraction >= 0.5;
                    case FLOOR -> false;
                    case CEIL -> fraction > 0;
                };
        return (int) floor + (up ? 1 : 0);
    }

    private Set<Integer> candidates(double point) {
        return new TreeSet<>(List.of(nearest(point - NEAR), nearest(point + NEAR)));
    }

    void assertNearest(double[] data, float[] y) {
        assertThat(y).hasSize(x.get(0) * x.get(1) * rows * columns);
        for (int i = 0; i < y.length; i++) {
            int plane = i / (rows * columns);
            Set<Double> possible = new TreeSet<>();
            for (int h : candidates(vertical(i / columns % rows))) {
                for (int w : candidates(horizontal(i % columns))) {
                    possible.add(pixel(data, plane, h, w));
                }
            }
            assertThat(possible).as("y[%d]", i).contains((double) y[i]);
        }
    }
}
