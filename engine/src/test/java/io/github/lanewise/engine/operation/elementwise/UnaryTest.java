package io.github.lanewise.engine.operation.elementwise;

import static io.github.lanewise.engine.reference.Closeness.assertWithin;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.operation.OperationHarness;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.operation.UnaryFunction;
import io.github.lanewise.engine.reference.ReferenceUnary;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Halo;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Functions of one number over values of all ranks. */
final class UnaryTest {
    private static final double ERROR = 1e-6;

    @Provide
    Arbitrary<Activation> activations() {
        return Arbitraries.of(ReferenceUnary.all());
    }

    @Provide
    Arbitrary<int[]> extents() {
        return Arbitraries.integers().between(1, 9).array(int[].class).ofMaxSize(5);
    }

    @Provide
    Arbitrary<int[]> featureMaps() {
        return Arbitraries.integers().between(1, 19).array(int[].class).ofMinSize(2).ofMaxSize(4);
    }

    @Property(tries = 200)
    void rowMajorValuesAreTheReferences(
            @ForAll("activations") Activation activation,
            @ForAll("extents") int[] axes,
            @ForAll @IntRange(min = 1, max = 3) int workers,
            @ForAll long seed) {
        check(
                activation,
                Extents.of(axes),
                new OperationHarness(new Unary(activation), MemoryOrder.ROW_MAJOR).workers(workers),
                seed);
    }

    @Property(tries = 200)
    void featureMapsAreTheReferences(
            @ForAll("activations") Activation activation,
            @ForAll("featureMaps") int[] axes,
            @ForAll boolean border,
            @ForAll @IntRange(min = 1, max = 3) int workers,
            @ForAll long seed) {
        axes[0] = 1 + axes[0] % 3;
        check(
                activation,
                Extents.of(axes),
                new OperationHarness(new Unary(activation), MemoryOrder.LANES)
                        .workers(workers)
                        .extraHalo(border ? new Halo(0, 2, 1, 0) : Halo.NONE),
                seed);
    }

    private static void check(
            Activation activation, Extents extents, OperationHarness harness, long seed) {
        float[] x = Values.uniform(seed, extents.elements());
        for (int i = 0; i < x.length; i++) {
            x[i] = 10 * x[i];
            if (activation.function() == UnaryFunction.SQUARE_ROOT) {
                x[i] = Math.abs(x[i]);
            }
        }
        float[] y = harness.run(Input.computed(extents, x)).getFirst();
        double[] expected = ReferenceUnary.apply(activation, Values.widen(x));
        double[] bounds = Tolerance.relative(ERROR, expected);
        assertWithin("y", y, expected, Arrays.stream(bounds).map(b -> b + 1e-7).toArray());
    }
}
