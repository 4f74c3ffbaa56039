package io.github.lanewise.bench.reference;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.bench.convolution.ConvolutionData;
import io.github.lanewise.bench.convolution.Direction;
import io.github.lanewise.bench.shape.ConvShape;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.tensor.Shape;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Two ways to write the formula down give the same, and errors are seen. */
final class ConvolutionSampleTest {
    @Provide
    Arbitrary<ConvShape> plainShapes() {
        Arbitrary<Integer> few = Arbitraries.integers().between(1, 3);
        Arbitrary<Integer> extents = Arbitraries.integers().between(4, 7);
        return Combinators.combine(few, few, extents, extents, few, few, few, few)
                .as((n, c, h, w, r, s, strideHeight, strideWidth) ->
                        new ConvShape(
                                n, c, h, w, 2, r, s, strideHeight, strideWidth, r / 2, s, 1, 1));
    }

    private static float[] reference(ConvolutionData data, Direction direction) {
        ConvShape g = data.shape();
        ReferenceConvolution reference =
                new ReferenceConvolution(
                        Conv2d.of(g.k(), g.r(), g.s())
                                .stride(g.strideHeight(), g.strideWidth())
                                .padding(g.padHeight(), g.padWidth())
                                .geometry(Shape.of(g.c(), g.h(), g.w())));
        double[] results =
                switch (direction) {
                    case FORWARD -> reference.forward(data.x(), data.w(), data.bias());
                    case BACKWARD_DATA -> reference.inputGradient(data.dy(), data.w());
                    case BACKWARD_WEIGHTS -> reference.filterGradient(data.x(), data.dy());
                };
        float[] rounded = new float[results.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) results[i];
        }
        return rounded;
    }

    @Property(tries = 200)
    void agreesWithTheReferenceAndSeesAnError(
            @ForAll("plainShapes") ConvShape shape,
            @ForAll Direction direction,
            @ForAll @IntRange(max = 1_000_000) int place) {
        ConvolutionData data = new ConvolutionData(shape);
        float[] results = reference(data, direction);
        ConvolutionSample sample = new ConvolutionSample(data, direction);
        assertThatCode(() -> sample.require("it", results)).doesNotThrowAnyException();
        results[place % results.length] += 1e-3f;
        assertThatThrownBy(() -> sample.require("it", results))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The largest error of it");
    }

    @Example
    void everyResultHasToBeANumber() {
        ConvolutionData data = new ConvolutionData(ConvShape.named("64x64_3x3_56_p1_n1"));
        float[] results = new float[data.shape().yElements()];
        results[4321] = Float.NaN;
        ConvolutionSample sample = new ConvolutionSample(data, Direction.FORWARD);
        assertThatThrownBy(() -> sample.require("y", results))
                .hasMessageContaining("no finite number");
        assertThatThrownBy(() -> sample.require("y", new float[3]))
                .hasMessageContaining("3 results of y instead of");
    }

    /** Two groups: filter k meets channel k alone, at the first and the third column. */
    @Example
    void groupsAndDilation() {
        ConvShape shape = ConvShape.named("2x2_1x2_1x3_d2_g2_n2");
        ConvolutionData data = new ConvolutionData(shape);
        float[] x = data.x(); // n, c, 3
        float[] w = data.w(); // k, 1, 2
        float[] bias = data.bias();
        float[] y = new float[4];
        for (int i = 0; i < y.length; i++) {
            int k = i % 2;
            y[i] = bias[k] + w[2 * k] * x[3 * i] + w[2 * k + 1] * x[3 * i + 2];
        }
        ConvolutionSample sample = new ConvolutionSample(data, Direction.FORWARD);
        assertThatCode(() -> sample.require("y", y)).doesNotThrowAnyException();
    }
}
