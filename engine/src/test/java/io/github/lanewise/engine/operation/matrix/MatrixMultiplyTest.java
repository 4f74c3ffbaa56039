package io.github.lanewise.engine.operation.matrix;

import static io.github.lanewise.engine.reference.Closeness.assertWithin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.OperationHarness;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Products of matrices with leading axes, against double precision. */
final class MatrixMultiplyTest {
    private record Drawn(Extents a, Extents b) {
        static Drawn of(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] full = {random.nextInt(1, 4), random.nextInt(1, 4)};
            int rows = random.nextInt(3) == 0 ? random.nextInt(30, 40) : random.nextInt(1, 8);
            int columns = random.nextInt(2) == 0 ? random.nextInt(1, 90) : random.nextInt(1, 5);
            int steps = random.nextInt(1, 40);
            return new Drawn(
                    part(random, full, rows, steps, steps),
                    part(random, full, steps, columns, steps));
        }

        /** Rank 1 has the shared axis only. */
        private static Extents part(
                SplittableRandom random, int[] full, int first, int second, int shared) {
            int rank = random.nextInt(1, 5);
            if (rank == 1) {
                return Extents.of(shared);
            }
            int[] axes = new int[rank];
            for (int axis = 0; axis < rank - 2; axis++) {
                axes[axis] = random.nextInt(3) == 0 ? 1 : full[axis + 4 - rank];
            }
            axes[rank - 2] = first;
            axes[rank - 1] = second;
            return Extents.of(axes);
        }

        int steps() {
            return a.get(a.rank() - 1);
        }
    }

    /** Row-major elements of a · b, by the definition of NumPy's matmul. */
    private static double[] reference(Drawn drawn, double[] a, double[] b) {
        int rows = drawn.a.rank() == 1 ? 1 : drawn.a.get(drawn.a.rank() - 2);
        int columns = drawn.b.rank() == 1 ? 1 : drawn.b.get(drawn.b.rank() - 1);
        int steps = drawn.steps();
        int[] aLeading = leading(drawn.a);
        int[] bLeading = leading(drawn.b);
        int[] leading = {Math.max(aLeading[0], bLeading[0]), Math.max(aLeading[1], bLeading[1])};
        double[] y = new double[leading[0] * leading[1] * rows * columns];
        int at = 0;
        for (int i = 0; i < leading[0]; i++) {
            for (int j = 0; j < leading[1]; j++) {
                int aFirst = matrix(aLeading, i, j) * rows * steps;
                int bFirst = matrix(bLeading, i, j) * steps * columns;
                for (int m = 0; m < rows; m++) {
                    for (int n = 0; n < columns; n++, at++) {
                        for (int k = 0; k < steps; k++) {
                            y[at] += a[aFirst + m * steps + k] * b[bFirst + k * columns + n];
                        }
                    }
                }
            }
        }
        return y;
    }

    private static int[] leading(Extents extents) {
        int[] two = {1, 1};
        for (int axis = extents.rank() - 3; axis >= 0; axis--) {
            two[axis + 4 - extents.rank()] = extents.get(axis);
        }
        return two;
    }

    private static int matrix(int[] leading, int i, int j) {
        return (leading[0] == 1 ? 0 : i * leading[1]) + (leading[1] == 1 ? 0 : j);
    }

    @Property(tries = 500)
    void productsAreTheReferences(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 2) int constant,
            @ForAll @IntRange(min = 1, max = 3) int workers) {
        Drawn drawn = Drawn.of(seed);
        float[] a = Values.uniform(seed, drawn.a.elements());
        float[] b = Values.uniform(seed + 1, drawn.b.elements());
        float[] y =
                new OperationHarness(new MatrixMultiply(), MemoryOrder.ROW_MAJOR)
                        .workers(workers)
                        .run(input(drawn.a, a, constant == 1), input(drawn.b, b, constant == 2))
                        .getFirst();
        double[] magnitudes =
                reference(
                        drawn, Values.absolute(Values.widen(a)), Values.absolute(Values.widen(b)));
        assertWithin(
                "y",
                y,
                reference(drawn, Values.widen(a), Values.widen(b)),
                Tolerance.sums(drawn.steps(), magnitudes));
    }

    private static Input input(Extents extents, float[] data, boolean constant) {
        return constant ? Input.constant(extents, data) : Input.computed(extents, data);
    }

    @Test
    void outputsHaveNumPysExtents() {
        assertThat(output(Extents.of(3), Extents.of(3))).isEqualTo(Extents.of());
        assertThat(output(Extents.of(2, 3), Extents.of(3))).isEqualTo(Extents.of(2));
        assertThat(output(Extents.of(3), Extents.of(5, 3, 4))).isEqualTo(Extents.of(5, 4));
        assertThat(output(Extents.of(5, 1, 2, 3), Extents.of(6, 3, 4)))
                .isEqualTo(Extents.of(5, 6, 2, 4));
    }

    private static Extents output(Extents... inputs) {
        return new MatrixMultiply().outputs(Arrays.asList(inputs)).getFirst();
    }

    @Test
    void matricesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> output(Extents.of(2, 3), Extents.of(2, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("2×3 by 2×3");
        assertThatThrownBy(() -> output(Extents.of(), Extents.of(3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("one number");
    }

    @Test
    void imagesAreTheFirstOfTheLeadingAxes() {
        assertThat(keeps(Extents.of(4, 3), Extents.of(3, 2), true)).isTrue();
        assertThat(keeps(Extents.of(4, 3), Extents.of(3, 2), false)).isFalse();
        assertThat(keeps(Extents.of(4, 5, 3), Extents.of(3, 2), true)).isTrue();
        assertThat(keeps(Extents.of(4, 5, 3), Extents.of(4, 3, 2), false)).isTrue();
        assertThat(keeps(Extents.of(4, 5, 3), Extents.of(4, 3, 2), true)).isFalse();
        assertThat(keeps(Extents.of(4, 5, 3), Extents.of(3, 2), false)).isFalse();
        assertThat(keeps(Extents.of(5, 3), Extents.of(4, 3, 2), false)).isFalse();
    }

    private static boolean keeps(Extents a, Extents b, boolean constant) {
        try (Workspace workspace = new Workspace()) {
            Value second =
                    constant
                            ? Value.constant("b", b, workspace.floats(b.elements()))
                            : Value.of("b", b);
            return new MatrixMultiply()
                    .keepsImages(
                            List.of(Value.of("a", a), second),
                            List.of(Value.of("y", output(a, b))));
        }
    }
}
