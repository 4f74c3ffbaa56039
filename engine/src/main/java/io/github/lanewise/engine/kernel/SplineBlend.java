package io.github.lanewise.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Evenly spaced points that cubic B-splines over a lattice of nodes displace. The nodes of each row
 * of the lattice are blended for all columns of pixels first, into a band; four bands make a row of
 * pixels.
 */
public final class SplineBlend {
    private static final float ONE = 1 << BilinearPlane.FRACTION_BITS;
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final VectorSpecies<Integer> INTS = Species.INTS;

    private final int height;
    private final int width;

    /** Floats from one band to the next: whole vectors. */
    private final int stride;

    private final int nodeRows;
    private final int nodeColumns;

    /** Weight of each node of a row for each column, {@code [nodeColumns][stride]}. */
    private final float[] columnWeights;

    /** First node of each vector of columns, and one beyond its last. */
    private final int[] firstNodes;

    private final int[] endNodes;

    /** First band of each row of pixels, and the weights of its four bands times 2¹⁶. */
    private final int[] firstBands;

    private final float[] bandWeights;

    /**
     * Computes the weights.
     *
     * @param step pixels between neighbouring nodes
     */
    public SplineBlend(int height, int width, double step) {
        this.height = height;
        this.width = width;
        int vectors = Math.ceilDiv(width, Lanes.COUNT);
        stride = vectors * Lanes.COUNT;
        SplineAxis rows = new SplineAxis(height, step);
        SplineAxis columns = new SplineAxis(width, step);
        nodeRows = rows.nodes();
        nodeColumns = columns.nodes();
        columnWeights = new float[Math.multiplyExact(nodeColumns, stride)];
        firstNodes = new int[vectors];
        endNodes = new int[vectors];
        for (int column = 0; column < width; column++) {
            int vector = column / Lanes.COUNT;
            int first = columns.first(column);
            if (column % Lanes.COUNT == 0) {
                firstNodes[vector] = first;
            }
            endNodes[vector] = first + SplineAxis.SUPPORT;
            for (int node = 0; node < SplineAxis.SUPPORT; node++) {
                columnWeights[(first + node) * stride + column] = columns.weight(column, node);
            }
        }
        firstBands = new int[height];
        bandWeights = new float[SplineAxis.SUPPORT * height];
        for (int row = 0; row < height; row++) {
            firstBands[row] = rows.first(row);
            for (int band = 0; band < SplineAxis.SUPPORT; band++) {
                bandWeights[SplineAxis.SUPPORT * row + band] = ONE * rows.weight(row, band);
            }
        }
    }

    /** Returns how many nodes a field has: rows of {@link #nodeColumns}. */
    public int nodes() {
        return nodeRows * nodeColumns;
    }

    /** Returns the nodes of a row of the lattice. */
    public int nodeColumns() {
        return nodeColumns;
    }

    /** Returns how many floats the bands of a field take. */
    public int bandFloats() {
        return Math.multiplyExact(nodeRows, stride);
    }

    /** Blends the nodes of each row for all columns. */
    public void blend(float[] nodes, float[] bands) {
        for (int vector = 0; vector < firstNodes.length; vector++) {
            blend(nodes, bands, vector * Lanes.COUNT, firstNodes[vector], endNodes[vector]);
        }
    }

    private void blend(float[] nodes, float[] bands, int column, int first, int end) {
        float[] weights = columnWeights;
        for (int row = 0; row < nodeRows; row++) {
            FloatVector sum = FloatVector.zero(S);
            for (int node = first; node < end; node++) {
                FloatVector weight = FloatVector.fromArray(S, weights, node * stride + column);
                sum = weight.fma(FloatVector.broadcast(S, nodes[row * nodeColumns + node]), sum);
            }
            sum.intoArray(bands, row * stride + column);
        }
    }

    /**
     * Writes the points of {@link EvenPoints#write}, displaced.
     *
     * @param bands displacement in pixels
     */
    public void displace(float[] bands, int[] points, long start, long down, int right) {
        IntVector ramp = IntVector.zero(INTS).addIndex(1).mul(right);
        for (int row = 0; row < height; row++) {
            int weight = SplineAxis.SUPPORT * row;
            FloatVector weight0 = FloatVector.broadcast(S, bandWeights[weight]);
            FloatVector weight1 = FloatVector.broadcast(S, bandWeights[weight + 1]);
            FloatVector weight2 = FloatVector.broadcast(S, bandWeights[weight + 2]);
            FloatVector weight3 = FloatVector.broadcast(S, bandWeights[weight + 3]);
            int first = EvenPoints.first(start, down, row);
            int band = firstBands[row] * stride;
            for (int column = 0; column < width; column += Lanes.COUNT) {
                int at = band + column;
                FloatVector sum =
                        FloatVector.fromArray(S, bands, at + 3 * stride)
                                .fma(
                                        weight3,
                                        FloatVector.fromArray(S, bands, at + 2 * stride)
                                                .mul(weight2));
                sum = FloatVector.fromArray(S, bands, at + stride).fma(weight1, sum);
                sum = FloatVector.fromArray(S, bands, at).fma(weight0, sum);
                ((IntVector) sum.convert(VectorOperators.F2I, 0))
                        .add(ramp)
                        .add(first + column * right)
                        .intoArray(points, row * width + column);
            }
        }
    }
}
