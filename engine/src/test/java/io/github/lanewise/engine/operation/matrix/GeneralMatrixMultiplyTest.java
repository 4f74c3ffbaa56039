package io.github.lanewise.engine.operation.matrix;

import static io.github.lanewise.engine.reference.Closeness.assertWithin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.operation.UnaryFunction;
import io.github.lanewise.engine.reference.ReferenceUnary;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** y = f(α·a·b + β·c) against double precision. */
final class GeneralMatrixMultiplyTest {
    @Provide
    Arbitrary<DrawnProduct> products() {
        Arbitrary<Activation> activations =
                Arbitraries.of(
                        Activation.NONE, Activation.RELU, Activation.of(UnaryFunction.SIGMOID));
        Arbitrary<Integer> rows =
                Arbitraries.oneOf(
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.integers().between(30, 70));
        Arbitrary<Integer> columns =
                Arbitraries.oneOf(
                        Arbitraries.integers().between(1, 40), Arbitraries.of(64, 80, 81, 130));
        Arbitrary<GeneralMatrixMultiply> gemms =
                Combinators.combine(
                                Arbitraries.of(true, false),
                                Arbitraries.of(true, false),
                                Arbitraries.of(1f, 0.5f),
                                Arbitraries.of(1f, -2f, 0f),
                                activations)
                        .as((a, b, alpha, beta, f) ->
                                new GeneralMatrixMultiply(a, b, alpha, beta, true, f));
        return Combinators.combine(
                        gemms,
                        rows,
                        columns,
                        Arbitraries.integers().between(1, 70),
                        Arbitraries.of(DrawnProduct.Sum.values()),
                        Arbitraries.longs())
                .as((gemm, m, n, k, sum, seed) ->
                        new DrawnProduct(with(gemm, sum), m, n, k, sum, seed));
    }

    private static GeneralMatrixMultiply with(GeneralMatrixMultiply gemm, DrawnProduct.Sum sum) {
        return new GeneralMatrixMultiply(
                gemm.transposeA(),
                gemm.transposeB(),
                gemm.alpha(),
                gemm.beta(),
                sum != DrawnProduct.Sum.NONE,
                gemm.activation());
    }

    @Property(tries = 200)
    void productsAreTheReferences(
            @ForAll("products") DrawnProduct drawn,
            @ForAll boolean constantB,
            @ForAll boolean constantC,
            @ForAll @IntRange(min = 1, max = 3) int workers) {
        float[] y = drawn.run(constantB, constantC, workers);
        double[] expected = ReferenceUnary.apply(drawn.gemm().activation(), drawn.sums(false));
        // Neither function is steeper than 1; the sigmoid has an error of its own.
        double[] bounds = Tolerance.sums(drawn.steps() + 3, drawn.sums(true));
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] += 1e-6 * Math.abs(expected[i]);
        }
        assertWithin("y", y, expected, bounds);
    }

    @Property(tries = 60)
    void workersDoNotChangeABit(@ForAll("products") DrawnProduct drawn, @ForAll boolean constant) {
        assertThat(drawn.run(constant, constant, 3)).isEqualTo(drawn.run(constant, constant, 1));
    }

    @Test
    void matricesThatDoNotFitAreRefused() {
        GeneralMatrixMultiply gemm =
                new GeneralMatrixMultiply(false, true, 1, 1, true, Activation.NONE);
        assertRefused(gemm, "2×3 by 3×2", Extents.of(2, 3), Extents.of(3, 2), Extents.of(3));
        assertRefused(gemm, "flatten", Extents.of(2, 3, 1), Extents.of(2, 3), Extents.of(2));
        assertRefused(gemm, "2×5 and 4", Extents.of(2, 3), Extents.of(5, 3), Extents.of(4));
        assertRefused(gemm, "c of 3×2×5", Extents.of(2, 3), Extents.of(5, 3), Extents.of(3, 2, 5));
    }

    private static void assertRefused(
            GeneralMatrixMultiply gemm, String message, Extents... inputs) {
        assertThatThrownBy(() -> gemm.outputs(List.of(inputs)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining(message);
    }

    @Test
    void imagesAreRowsOfA() {
        assertThat(keeps(false, Extents.of(6))).isTrue();
        assertThat(keeps(false, Extents.of(1, 6))).isTrue();
        assertThat(keeps(false, Extents.of(4, 1))).isFalse();
        assertThat(keeps(true, Extents.of(6))).isFalse();
    }

    private static boolean keeps(boolean transposeA, Extents c) {
        try (Workspace workspace = new Workspace()) {
            Extents a = transposeA ? Extents.of(5, 4) : Extents.of(4, 5);
            List<Value> inputs =
                    List.of(
                            Value.of("a", a),
                            Value.constant("b", Extents.of(5, 6), workspace.floats(30)),
                            Value.constant("c", c, workspace.floats(c.elements())));
            return new GeneralMatrixMultiply(transposeA, false, 1, 1, true, Activation.NONE)
                    .keepsImages(inputs, List.of(Value.of("y", Extents.of(4, 6))));
        }
    }
}
