package io.github.lanewise.engine.layer.activation;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static io.github.lanewise.engine.reference.Closeness.assertWithin;
import static io.github.lanewise.engine.reference.Values.absolute;
import static io.github.lanewise.engine.reference.Values.widen;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.LayerHarness;
import io.github.lanewise.engine.layer.LayerHarness.Result;
import io.github.lanewise.engine.reference.ReferenceActivations;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ActivationTest {
    private static final int TRIES = 80;

    /** Relative error of the engine's hyperbolic tangent, as its documentation promises. */
    private static final double TANH_ERROR = 3e-7;

    @Property(tries = TRIES)
    void reluIsExact(
            @ForAll @IntRange(min = 1, max = 40) int images,
            @ForAll @IntRange(min = 1, max = 20) int channels,
            @ForAll @IntRange(min = 1, max = 12) int size,
            @ForAll @IntRange(min = 0, max = 2) int border,
            @ForAll boolean inPlace,
            @ForAll long seed) {
        Shape shape = Shape.of(channels, size, size + 1);
        // Whole numbers, so that zeros are among them.
        float[] x = Values.integers(seed, images * shape.elements(), 2);
        float[] dy = Values.uniform(seed + 1, x.length);
        Result result = run(new Relu(), shape, border, inPlace, x, dy);
        assertExact("y", result.y(), ReferenceActivations.relu(widen(x)));
        assertExact("dx", result.dx(), ReferenceActivations.reluBackward(widen(x), widen(dy)));
    }

    @Property(tries = TRIES)
    void tanhIsTheReferences(
            @ForAll @IntRange(min = 1, max = 40) int images,
            @ForAll @IntRange(min = 1, max = 20) int channels,
            @ForAll @IntRange(min = 1, max = 12) int size,
            @ForAll @IntRange(min = 0, max = 2) int border,
            @ForAll boolean inPlace,
            @ForAll long seed) {
        Shape shape = Shape.of(channels, size + 1, size);
        float[] x = Values.uniform(seed, images * shape.elements());
        for (int i = 0; i < x.length; i++) {
            x[i] *= 4;
        }
        float[] dy = Values.uniform(seed + 1, x.length);
        Result result = run(new Tanh(), shape, border, inPlace, x, dy);
        double[] y = ReferenceActivations.tanh(widen(x));
        assertWithin("y", result.y(), y, Tolerance.relative(TANH_ERROR, y));
        // 1 − y² has twice the relative error of y² ≤ 1, and three roundings.
        assertWithin(
                "dx",
                result.dx(),
                ReferenceActivations.tanhBackward(widen(x), widen(dy)),
                Tolerance.relative(2 * TANH_ERROR + 3 * Tolerance.UNIT, absolute(widen(dy))));
    }

    @Test
    void shapesStayAndNothingIsLearned() {
        Shape shape = Shape.of(3, 4, 5);
        for (Layer layer : new Layer[] {new Relu(), new Tanh()}) {
            assertThat(layer.outputShape(shape)).isEqualTo(shape);
            assertThat(layer.parameters(shape)).isEmpty();
            assertThat(layer.multiplyAdds(shape)).isZero();
        }
    }

    @Test
    void notANumberStaysVisible() {
        float[] x = new float[4];
        Arrays.fill(x, Float.NaN);
        for (Layer layer : new Layer[] {new Relu(), new Tanh()}) {
            assertThat(LayerHarness.of(layer, Shape.of(1, 2, 2)).forward(x))
                    .containsOnly(Float.NaN);
        }
    }

    private static Result run(
            Layer layer, Shape shape, int border, boolean inPlace, float[] x, float[] dy) {
        LayerHarness harness = LayerHarness.of(layer, shape).borders(border);
        return (inPlace ? harness.inPlace() : harness).run(x, dy);
    }
}
