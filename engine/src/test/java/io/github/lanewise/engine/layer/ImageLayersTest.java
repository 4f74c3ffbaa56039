package io.github.lanewise.engine.layer;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static io.github.lanewise.engine.reference.Closeness.assertWithin;
import static io.github.lanewise.engine.reference.Values.absolute;
import static io.github.lanewise.engine.reference.Values.widen;

import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.activation.Tanh;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.pool.AveragePool2d;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.regularization.Dropout;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.reference.ReferenceDense;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Layers with channels in lanes. All but the dense one do to each element what they do with images
 * in lanes, where they are held to the reference: results agree to the last bit.
 */
final class ImageLayersTest {
    private static final int TRIES = 150;

    /** Whole numbers up to this keep all sums below 2²⁴, thus exact. */
    private static final int EXACT = 30;

    @Provide
    Arbitrary<Layer> layers() {
        return Arbitraries.of(
                new Relu(),
                new Tanh(),
                Dropout.of(0.5),
                new Flatten(),
                MaxPool2d.of(2),
                MaxPool2d.of(3, 2).stride(2, 1).padding(1, 0),
                AveragePool2d.of(2),
                AveragePool2d.of(2, 3).stride(1, 2).padding(0, 1),
                AveragePool2d.of(3).padding(1).excludePadding());
    }

    @Property(tries = 2 * TRIES)
    void oneImageIsAsGoodAsMany(
            @ForAll("layers") Layer layer,
            @ForAll @IntRange(min = 1, max = 40) int channels,
            @ForAll @IntRange(min = 3, max = 24) int height,
            @ForAll @IntRange(min = 3, max = 24) int width,
            @ForAll @IntRange(min = 0, max = 2) int border,
            @ForAll @IntRange(min = 1, max = 3) int workers,
            @ForAll boolean inPlace,
            @ForAll long seed) {
        Shape shape = Shape.of(channels, height, width);
        float[] x = Values.uniform(seed, 2 * shape.elements());
        ImageHarness harness = ImageHarness.of(layer, shape, workers).borders(border);
        boolean shared = inPlace && layer.outputShape(shape).equals(shape);
        float[] y = (shared ? harness.inPlace() : harness).forward(x);
        assertExact("y", y, LayerHarness.of(layer, shape).inference().forward(x));
    }

    @Property(tries = TRIES)
    void denseSumsAreTheReferences(
            @ForAll @IntRange(min = 1, max = 300) int inputs,
            @ForAll @IntRange(min = 1, max = 70) int outputs,
            @ForAll @IntRange(min = 1, max = 3) int workers,
            @ForAll boolean bias,
            @ForAll boolean exact,
            @ForAll long seed) {
        ReferenceDense dense = new ReferenceDense(2, inputs, outputs);
        float[] x = values(exact, seed, 2 * inputs);
        float[] w = values(exact, seed + 1, outputs * inputs);
        float[] b = bias ? values(exact, seed + 2, outputs) : new float[outputs];
        Dense layer = bias ? Dense.of(outputs) : Dense.of(outputs).withoutBias();
        ImageHarness harness =
                ImageHarness.of(layer, Shape.vector(inputs), workers).parameter("weight", w);
        float[] y = (bias ? harness.parameter("bias", b) : harness).forward(x);
        double[] expected = dense.forward(widen(x), widen(w), widen(b));
        if (exact) {
            assertExact("y", y, expected);
        } else {
            double[] magnitudes =
                    dense.forward(absolute(widen(x)), absolute(widen(w)), absolute(widen(b)));
            assertWithin("y", y, expected, Tolerance.sums(inputs + 1, magnitudes));
        }
    }

    private static float[] values(boolean exact, long seed, int count) {
        return exact ? Values.integers(seed, count, EXACT) : Values.uniform(seed, count);
    }
}
