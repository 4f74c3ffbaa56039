package io.github.lanewise.engine.operation.conv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.operation.OperationHarness;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.reference.Closeness;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.tensor.Halo;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Transposed convolutions against their definition in double precision. */
final class TransposedConvolutionTest {
    private static final int TRIES = 150;
    private static final Halo EXTRA = new Halo(2, 1, 1, 3);

    @Provide
    Arbitrary<DrawnConv> dense() {
        return ConvArbitraries.transposed(Arbitraries.of(1), 40, 40);
    }

    @Provide
    Arbitrary<DrawnConv> grouped() {
        return ConvArbitraries.transposed(Arbitraries.of(2, 3, 5, 16), 10, 10);
    }

    @Property(tries = TRIES)
    void denseOnesAreTheirDefinition(
            @ForAll("dense") DrawnConv c,
            @ForAll @IntRange(min = 0, max = 3) int paddingHeight,
            @ForAll @IntRange(min = 0, max = 2) int paddingWidth,
            @ForAll boolean bias) {
        assertRight(
                c, new TransposedConvolution(c.attributes(), paddingHeight, paddingWidth, bias));
    }

    @Property(tries = TRIES)
    void groupedOnesAreTheirDefinition(@ForAll("grouped") DrawnConv c, @ForAll boolean bias) {
        assertRight(c, new TransposedConvolution(c.attributes(), 0, 0, bias));
    }

    private static void assertRight(DrawnConv c, TransposedConvolution operation) {
        float[] y = run(c, operation, 1, Halo.NONE);
        int p = c.transposedHeight() + operation.outputPaddingHeight();
        int q = c.transposedWidth() + operation.outputPaddingWidth();
        DrawnConv.Sums sums = c.transposed(p, q);
        float[] biases = c.biases();
        for (int i = 0; operation.bias() && i < y.length; i++) {
            sums.add(i, biases[i / (p * q) % c.filters()]);
        }
        double relative = Tolerance.sum(c.terms());
        Closeness.assertWithin("y", y, sums.y, Tolerance.relative(relative, sums.magnitudes));
        assertThat(run(c, operation, 3, EXTRA)).isEqualTo(y);
    }

    private static float[] run(
            DrawnConv c, TransposedConvolution operation, int workers, Halo extraHalo) {
        List<Input> inputs = new ArrayList<>();
        inputs.add(Input.computed(c.x(), c.inputs()));
        inputs.add(Input.constant(c.transposedW(), c.weights()));
        if (operation.bias()) {
            inputs.add(Input.constant(Extents.of(c.filters()), c.biases()));
        }
        return new OperationHarness(operation, MemoryOrder.LANES)
                .workers(workers)
                .extraHalo(extraHalo)
                .run(inputs.toArray(Input[]::new))
                .getFirst();
    }
}
