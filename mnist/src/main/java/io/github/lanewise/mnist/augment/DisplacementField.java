package io.github.lanewise.mnist.augment;

import io.github.lanewise.mnist.data.SplitMix64;

/**
 * A smooth random displacement of each pixel, as {@link Elastic} describes it, made cheaply: random
 * vectors on a coarse lattice are blended by cubic B-splines in place of a Gaussian over noise for
 * every pixel. The B-spline has a standard deviation of 1 / √3 lattice steps, so the step is √3·σ.
 */
final class DisplacementField {
    /** Random numbers on nodes reach √2·3·1023 / 1024 deviations: see {@link SplitMix64#bell}. */
    private static final double MOST_DEVIATIONS = 4.25;

    /** The integral of the squared B-spline: blending takes its share of the deviation. */
    private static final double SPLINE_SQUARES = 151 / 315.0;

    private final SplineAxis columns;
    private final SplineAxis rows;
    private final int width;
    private final double strength;

    /** Nodes of the lattice, then those of one of its rows blended for every pixel of a row. */
    private final float[] nodesX;

    private final float[] nodesY;
    private final float[] bandsX;
    private final float[] bandsY;
    private final float[] rowX;
    private final float[] rowY;

    /** Makes room for fields of images of this size. */
    DisplacementField(Elastic elastic, int height, int width) {
        double step = StrictMath.sqrt(3) * elastic.sigma();
        columns = new SplineAxis(width, step);
        rows = new SplineAxis(height, step);
        this.width = width;
        strength = nodeDeviation(elastic);
        nodesX = new float[rows.nodes() * columns.nodes()];
        nodesY = new float[rows.nodes() * columns.nodes()];
        bandsX = new float[rows.nodes() * width];
        bandsY = new float[rows.nodes() * width];
        rowX = new float[width];
        rowY = new float[width];
    }

    /** Returns the displacement in pixels that none exceeds along an axis. */
    static double most(Elastic elastic) {
        return MOST_DEVIATIONS * nodeDeviation(elastic);
    }

    private static double nodeDeviation(Elastic elastic) {
        return elastic.deviation() / SPLINE_SQUARES;
    }

    /** Draws a new field. */
    void draw(SplitMix64 random) {
        for (int node = 0; node < nodesX.length; node++) {
            nodesX[node] = (float) (strength * random.bell());
            nodesY[node] = (float) (strength * random.bell());
        }
        for (int row = 0; row < rows.nodes(); row++) {
            blendColumns(row, nodesX, bandsX);
            blendColumns(row, nodesY, bandsY);
        }
    }

    private void blendColumns(int row, float[] nodes, float[] bands) {
        for (int column = 0; column < width; column++) {
            int node = row * columns.nodes() + columns.first(column);
            float sum = 0;
            for (int i = 0; i < SplineAxis.SUPPORT; i++) {
                sum += columns.weight(column, i) * nodes[node + i];
            }
            bands[row * width + column] = sum;
        }
    }

    /** Computes the displacements of a row of pixels, for {@link #x} and {@link #y}. */
    void row(int row) {
        blendRows(row, bandsX, rowX);
        blendRows(row, bandsY, rowY);
    }

    private void blendRows(int row, float[] bands, float[] blended) {
        int first = rows.first(row) * width;
        float weight0 = rows.weight(row, 0);
        float weight1 = rows.weight(row, 1);
        float weight2 = rows.weight(row, 2);
        float weight3 = rows.weight(row, 3);
        for (int column = 0; column < width; column++) {
            int at = first + column;
            blended[column] =
                    weight0 * bands[at]
                            + weight1 * bands[at + width]
                            + weight2 * bands[at + 2 * width]
                            + weight3 * bands[at + 3 * width];
        }
    }

    /** Returns the displacement to the right in the current row, in pixels. */
    float x(int column) {
        return rowX[column];
    }

    /** Returns the displacement down in the current row, in pixels. */
    float y(int column) {
        return rowY[column];
    }
}
