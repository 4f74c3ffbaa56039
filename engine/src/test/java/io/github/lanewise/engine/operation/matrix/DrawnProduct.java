package io.github.lanewise.engine.operation.matrix;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.operation.OperationHarness;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.reference.Values;
import java.util.ArrayList;
import java.util.List;

/** A product with values. */
record DrawnProduct(
        GeneralMatrixMultiply gemm, int rows, int columns, int steps, Sum sum, long seed) {
    /** How c is given. */
    enum Sum {
        NONE,
        NUMBER,
        COLUMNS,
        ONE_ROW,
        ROWS,
        ALL;

        Extents extents(int rows, int columns) {
            return switch (this) {
                case NONE, NUMBER -> Extents.of();
                case COLUMNS -> Extents.of(columns);
                case ONE_ROW -> Extents.of(1, columns);
                case ROWS -> Extents.of(rows, 1);
                case ALL -> Extents.of(rows, columns);
            };
        }
    }

    Extents a() {
        return gemm.transposeA() ? Extents.of(steps, rows) : Extents.of(rows, steps);
    }

    Extents b() {
        return gemm.transposeB() ? Extents.of(columns, steps) : Extents.of(steps, columns);
    }

    Extents c() {
        return sum.extents(rows, columns);
    }

    List<float[]> values() {
        return List.of(
                Values.uniform(seed, a().elements()),
                Values.uniform(seed + 1, b().elements()),
                Values.uniform(seed + 2, c().elements()));
    }

    /** α·a·b + β·c, of the values or of their magnitudes. */
    double[] sums(boolean magnitudes) {
        List<float[]> values = values();
        double[] y = new double[rows * columns];
        for (int m = 0; m < rows; m++) {
            for (int n = 0; n < columns; n++) {
                double sum = 0;
                for (int k = 0; k < steps; k++) {
                    double a = values.get(0)[gemm.transposeA() ? k * rows + m : m * steps + k];
                    int at = gemm.transposeB() ? n * steps + k : k * columns + n;
                    double term = a * values.get(1)[at];
                    sum += magnitudes ? Math.abs(term) : term;
                }
                double first = gemm.alpha() * sum;
                double second = gemm.bias() ? gemm.beta() * values.get(2)[cIndex(m, n)] : 0;
                y[m * columns + n] =
                        magnitudes ? Math.abs(first) + Math.abs(second) : first + second;
            }
        }
        return y;
    }

    private int cIndex(int m, int n) {
        return switch (sum) {
            case NONE, NUMBER -> 0;
            case COLUMNS, ONE_ROW -> n;
            case ROWS -> m;
            case ALL -> m * columns + n;
        };
    }

    float[] run(boolean constantB, boolean constantC, int workers) {
        List<float[]> values = values();
        List<Input> inputs = new ArrayList<>();
        inputs.add(Input.computed(a(), values.get(0)));
        inputs.add(input(b(), values.get(1), constantB));
        if (gemm.bias()) {
            inputs.add(input(c(), values.get(2), constantC));
        }
        return new OperationHarness(gemm, MemoryOrder.ROW_MAJOR)
                .workers(workers)
                .run(inputs.toArray(Input[]::new))
                .getFirst();
    }

    private static Input input(Extents extents, float[] data, boolean constant) {
        return constant ? Input.constant(extents, data) : Input.computed(extents, data);
    }
}
