package io.github.lanewise.engine.layer.dense;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static io.github.lanewise.engine.reference.Closeness.assertWithin;
import static io.github.lanewise.engine.reference.Values.absolute;
import static io.github.lanewise.engine.reference.Values.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.layer.LayerHarness;
import io.github.lanewise.engine.layer.LayerHarness.Result;
import io.github.lanewise.engine.reference.ReferenceDense;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class DenseTest {
    /** Whole numbers up to this keep all sums below 2²⁴, thus exact. */
    private static final int EXACT = 30;

    @Property(tries = 120)
    void valuesAndGradientsAreTheReferences(
            @ForAll @IntRange(min = 1, max = 40) int images,
            @ForAll @IntRange(min = 1, max = 200) int inputs,
            @ForAll @IntRange(min = 1, max = 60) int outputs,
            @ForAll boolean bias,
            @ForAll long seed) {
        ReferenceDense dense = new ReferenceDense(images, inputs, outputs);
        float[] x = Values.uniform(seed, images * inputs);
        float[] w = Values.uniform(seed + 1, outputs * inputs);
        float[] b = bias ? Values.uniform(seed + 2, outputs) : new float[outputs];
        float[] dy = Values.uniform(seed + 3, images * outputs);
        Result result =
                run(bias ? Dense.of(outputs) : Dense.of(outputs).withoutBias(), x, w, b, dy);
        double[] ax = absolute(widen(x));
        double[] aw = absolute(widen(w));
        double[] ady = absolute(widen(dy));
        assertWithin(
                "y",
                result.y(),
                dense.forward(widen(x), widen(w), widen(b)),
                Tolerance.sums(inputs + 1, dense.forward(ax, aw, absolute(widen(b)))));
        assertWithin(
                "dx",
                result.dx(),
                dense.backwardData(widen(dy), widen(w)),
                Tolerance.sums(outputs, dense.backwardData(ady, aw)));
        assertWithin(
                "dw",
                result.gradient("weight"),
                dense.backwardWeights(widen(x), widen(dy)),
                Tolerance.sums(images, dense.backwardWeights(ax, ady)));
        if (bias) {
            assertWithin(
                    "db",
                    result.gradient("bias"),
                    dense.backwardBias(widen(dy)),
                    Tolerance.sums(images, dense.backwardBias(ady)));
        }
    }

    @Property(tries = 80)
    void wholeNumbersAreExact(
            @ForAll @IntRange(min = 1, max = 40) int images,
            @ForAll @IntRange(min = 1, max = 200) int inputs,
            @ForAll @IntRange(min = 1, max = 60) int outputs,
            @ForAll long seed) {
        ReferenceDense dense = new ReferenceDense(images, inputs, outputs);
        float[] x = Values.integers(seed, images * inputs, EXACT);
        float[] w = Values.integers(seed + 1, outputs * inputs, EXACT);
        float[] b = Values.integers(seed + 2, outputs, EXACT);
        float[] dy = Values.integers(seed + 3, images * outputs, EXACT);
        Result result = run(Dense.of(outputs), x, w, b, dy);
        assertExact("y", result.y(), dense.forward(widen(x), widen(w), widen(b)));
        assertExact("dx", result.dx(), dense.backwardData(widen(dy), widen(w)));
        assertExact("dw", result.gradient("weight"), dense.backwardWeights(widen(x), widen(dy)));
        assertExact("db", result.gradient("bias"), dense.backwardBias(widen(dy)));
    }

    @Test
    void shapesAndCountsAreThose() {
        Dense dense = Dense.of(120);
        Shape input = Shape.vector(400);
        assertThat(dense.outputShape(input)).isEqualTo(Shape.vector(120));
        assertThat(dense.multiplyAdds(input)).isEqualTo(48_000);
        assertThat(dense.parameters(input))
                .extracting(p -> p.name())
                .containsExactly("weight", "bias");
        assertThat(dense.parameters(input).getFirst().extents()).containsExactly(120, 400);
        assertThat(dense.withoutBias().parameters(input)).hasSize(1);
    }

    @Test
    void inputsThatAreNoVectorsAreRefused() {
        assertThatThrownBy(() -> Dense.of(10).outputShape(Shape.of(16, 5, 5)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("16×5×5")
                .hasMessageContaining("10")
                .hasMessageContaining("Flatten");
        assertThatThrownBy(() -> Dense.of(0))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("0");
    }

    private static Result run(Dense layer, float[] x, float[] w, float[] b, float[] dy) {
        int inputs = w.length / layer.outputs();
        LayerHarness harness = LayerHarness.of(layer, Shape.vector(inputs)).parameter("weight", w);
        return (layer.bias() ? harness.parameter("bias", b) : harness).run(x, dy);
    }
}
