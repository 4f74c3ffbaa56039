package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.PackedMatrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The transformed filters U = G g Gᵀ: for each of the n×n places of a tile a matrix of output ×
 * input channels. They are computed in double precision and rounded once.
 *
 * @param <M> how a kernel wants a matrix
 */
final class WinogradFilters<M extends PackedMatrix> {
    private static final int TAPS = WinogradGrid.TAPS;
    private static final int AREA = TAPS * TAPS;
    private static final int MAX_TASKS = 16;

    /**
     * Where the filters stand in the weights: tap 0 of the filter from input channel c to output
     * channel k at float {@code k · output + c · input}.
     *
     * @param output floats from one output channel to the next
     * @param input floats from one input channel to the next
     * @param flipped whether the last tap comes first
     */
    record Order(int output, int input, boolean flipped) {
        /** Returns the order of the weights K·C·R·S in the forward pass. */
        static Order forward(ConvGeometry g, boolean flipped) {
            return new Order(g.taps(), AREA, flipped);
        }

        /** Returns their order in the gradient of the input. */
        static Order backward(ConvGeometry g, boolean flipped) {
            return new Order(AREA, g.taps(), !flipped);
        }

        int tap(int r, int s) {
            int tap = r * TAPS + s;
            return flipped ? AREA - 1 - tap : tap;
        }
    }

    /** What a task works with: taps[r·3 + s][c], half[s][c] and values[c]. */
    private static final class Scratch {
        private final double[][] taps;
        private final double[][] half;
        private final float[] values;

        Scratch(int inputs) {
            taps = new double[AREA][inputs];
            half = new double[TAPS][inputs];
            values = new float[inputs];
        }
    }

    /**
     * Rows that share cache lines, which only one thread at a time should write to.
     *
     * @param block of output channels
     * @param part block of rows of its matrices
     */
    private record Part(int block, int part) {}

    private final double[][] g;
    private final Order order;
    private final int inputs;
    private final int rowsPerBlock;
    private final List<List<M>> matrices;
    private final Part[] parts;
    private final Scratch[] scratch;

    private WinogradFilters(
            double[][] g, Order order, int inputs, int rowsPerBlock, List<List<M>> matrices) {
        this.g = g;
        this.order = order;
        this.inputs = inputs;
        this.rowsPerBlock = rowsPerBlock;
        this.matrices = matrices;
        List<Part> all = new ArrayList<>();
        for (int block = 0; block < matrices.size(); block++) {
            for (int part = 0; part < matrices.get(block).getFirst().blocks(); part++) {
                all.add(new Part(block, part));
            }
        }
        parts = all.toArray(Part[]::new);
        scratch = new Scratch[Math.min(MAX_TASKS, parts.length)];
        for (int task = 0; task < scratch.length; task++) {
            scratch[task] = new Scratch(inputs);
        }
    }

    /**
     * Allocates the matrices.
     *
     * @param grid whose channels the filters connect
     * @param g G, n×3
     * @param order of the weights
     * @param rowsPerBlock output channels of a matrix
     * @param matrix makes a matrix of so many output channels
     */
    static <M extends PackedMatrix> WinogradFilters<M> of(
            WinogradGrid grid, double[][] g, Order order, int rowsPerBlock, IntFunction<M> matrix) {
        int outputs = grid.output().channels();
        List<List<M>> matrices = new ArrayList<>();
        for (int row = 0; row < outputs; row += rowsPerBlock) {
            int rows = Math.min(rowsPerBlock, outputs - row);
            List<M> places = new ArrayList<>();
            for (int place = 0; place < grid.places(); place++) {
                places.add(matrix.apply(rows));
            }
            matrices.add(List.copyOf(places));
        }
        int inputs = grid.input().channels();
        return new WinogradFilters<>(g, order, inputs, rowsPerBlock, List.copyOf(matrices));
    }

    /** Returns the number of blocks of output channels. */
    int blocks() {
        return matrices.size();
    }

    /** Returns the matrix of a block of output channels for place i·n + j of a tile. */
    M matrix(int block, int place) {
        return matrices.get(block).get(place);
    }

    /** Returns the number of independent pieces of {@link #pack}. */
    int packTasks() {
        return scratch.length;
    }

    /** Transforms some of the filters. */
    void pack(int task, MemorySegment weights) {
        int to = (task + 1) * parts.length / scratch.length;
        for (int i = task * parts.length / scratch.length; i < to; i++) {
            Part part = parts[i];
            for (int r = 0; r < matrices.get(part.block).getFirst().height(part.part); r++) {
                transform(part, r, weights, scratch[task]);
            }
        }
    }

    private void transform(Part part, int r, MemorySegment weights, Scratch s) {
        List<M> places = matrices.get(part.block);
        int k = part.block * rowsPerBlock + places.getFirst().firstRow(part.part) + r;
        for (int tap = 0; tap < AREA; tap++) {
            double[] taps = s.taps[order.tap(tap / TAPS, tap % TAPS)];
            int at = k * order.output() + tap;
            for (int c = 0; c < inputs; c++, at += order.input()) {
                taps[c] = weights.getAtIndex(ValueLayout.JAVA_FLOAT, at);
            }
        }
        for (int i = 0; i < g.length; i++) {
            for (int column = 0; column < TAPS; column++) {
                // (G g)[i][column]
                combine(
                        s.half[column],
                        g[i],
                        s.taps[column],
                        s.taps[TAPS + column],
                        s.taps[2 * TAPS + column]);
            }
            for (int j = 0; j < g.length; j++) {
                combine(s.values, g[j], s.half);
                places.get(i * g.length + j).set(part.part, r, s.values);
            }
        }
    }

    /** result = Σ_r factors[r] · terms[r] */
    private static void combine(
            double[] result, double[] factors, double[] term0, double[] term1, double[] term2) {
        double f0 = factors[0];
        double f1 = factors[1];
        double f2 = factors[2];
        for (int c = 0; c < result.length; c++) {
            result[c] = f0 * term0[c] + f1 * term1[c] + f2 * term2[c];
        }
    }

    /** result = Σ_s factors[s] · terms[s], rounded */
    private static void combine(float[] result, double[] factors, double[][] terms) {
        double f0 = factors[0];
        double f1 = factors[1];
        double f2 = factors[2];
        double[] term0 = terms[0];
        double[] term1 = terms[1];
        double[] term2 = terms[2];
        for (int c = 0; c < result.length; c++) {
            result[c] = (float) (f0 * term0[c] + f1 * term1[c] + f2 * term2[c]);
        }
    }
}
