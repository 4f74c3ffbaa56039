package io.github.lanewise.engine.layer.conv;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static io.github.lanewise.engine.reference.Values.widen;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.layer.LayerHarness;
import io.github.lanewise.engine.layer.LayerHarness.Result;
import io.github.lanewise.engine.reference.Axis;
import io.github.lanewise.engine.reference.ReferenceConvolution;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.reference.Windows;
import io.github.lanewise.engine.tensor.Shape;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Algebra of convolution that holds without any reference. */
final class Conv2dInvariantsTest {
    private static final int TRIES = 60;

    @Provide
    Arbitrary<ReferenceConvolution> possible() {
        return ConvolutionGeometries.possible();
    }

    /** ⟨conv(x, w), dy⟩ = ⟨x, convᵀ(dy, w)⟩ = ⟨w, convᵂ(x, dy)⟩. */
    @Property(tries = TRIES)
    void backwardPassesAreTheAdjoints(
            @ForAll("possible") ReferenceConvolution c, @ForAll long seed) {
        DrawnConvolution drawn = DrawnConvolution.uniform(c, seed).withoutBias();
        Conv2d layer = ConvolutionGeometries.layer(c).withoutBias();
        Result result = Conv2dTest.run(drawn, layer, 0);
        double output = Values.dot(widen(result.y()), widen(drawn.dy()));
        double input = Values.dot(widen(drawn.x()), widen(result.dx()));
        double weights = Values.dot(widen(drawn.w()), widen(result.gradient("weight")));
        // Each of the three sums the same products; the longest inner sum rounds most.
        long terms = Math.max(c.weightCount(), (long) c.images() * c.windows().outputs());
        DrawnConvolution magnitudes = drawn.magnitudes();
        double bound =
                2 * Tolerance.sum(terms) * Values.dot(magnitudes.forward(), magnitudes.wideDy());
        assertThat(Math.abs(output - input)).isLessThanOrEqualTo(bound);
        assertThat(Math.abs(output - weights)).isLessThanOrEqualTo(bound);
    }

    @Property(tries = TRIES)
    void theForwardPassIsLinearInInputAndWeights(
            @ForAll("possible") ReferenceConvolution c, @ForAll long seed) {
        DrawnConvolution first = DrawnConvolution.integers(c, 2, seed).withoutBias();
        float[] second = Values.integers(seed + 9, c.inputCount(), 2);
        float[] sum = new float[second.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = 3 * first.x()[i] + second[i];
        }
        double[] expected = widen(forward(first));
        double[] other = widen(forward(first.withInput(second)));
        for (int i = 0; i < expected.length; i++) {
            expected[i] = 3 * expected[i] + other[i];
        }
        assertExact("y", forward(first.withInput(sum)), expected);
    }

    /** An input moved by whole strides moves the output, where neither meets a border. */
    @Property(tries = TRIES)
    void shiftingTheInputShiftsTheOutput(
            @ForAll @IntRange(min = 1, max = 20) int images,
            @ForAll @IntRange(min = 1, max = 5) int channels,
            @ForAll @IntRange(min = 1, max = 5) int window,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll @IntRange(min = 0, max = 2) int down,
            @ForAll @IntRange(min = 0, max = 2) int right,
            @ForAll long seed) {
        // A patch of 4×4 with enough zeros around it for the window and the move.
        int margin = window + 2 * stride;
        Axis axis = Axis.of(4 + 2 * margin, window, stride, 0);
        ReferenceConvolution c =
                new ReferenceConvolution(images, channels, 3, new Windows(axis, axis));
        DrawnConvolution drawn = DrawnConvolution.integers(c, 3, seed).withoutBias();
        float[] patch = Values.integers(seed, images * channels * 16, 3);
        int size = axis.size();
        float[] still = place(patch, size, margin, margin);
        float[] moved = place(patch, size, margin + down * stride, margin + right * stride);
        float[] y = forward(drawn.withInput(still));
        float[] shifted = new float[y.length];
        int outputs = axis.outputs();
        for (int i = 0; i < y.length; i++) {
            int p = i / outputs % outputs + down;
            int q = i % outputs + right;
            if (p < outputs && q < outputs) {
                shifted[i + down * outputs + right] = y[i];
            }
        }
        assertExact("y", forward(drawn.withInput(moved)), shifted);
    }

    /** Planes of size×size, zero but for their patch of 4×4 at (top, left). */
    private static float[] place(float[] patches, int size, int top, int left) {
        float[] planes = new float[patches.length / 16 * size * size];
        for (int i = 0; i < patches.length; i++) {
            int row = top + i / 4 % 4;
            planes[(i / 16 * size + row) * size + left + i % 4] = patches[i];
        }
        return planes;
    }

    /** One filter with a single 1 in the middle copies its input. */
    @Property(tries = TRIES)
    void theUnitFilterCopies(
            @ForAll @IntRange(min = 1, max = 40) int images,
            @ForAll @IntRange(min = 1, max = 12) int height,
            @ForAll @IntRange(min = 1, max = 12) int width,
            @ForAll @IntRange(min = 0, max = 3) int reach,
            @ForAll long seed) {
        int extent = 2 * reach + 1;
        float[] unit = new float[extent * extent];
        unit[unit.length / 2] = 1;
        float[] x = Values.uniform(seed, images * height * width);
        Conv2d layer = Conv2d.of(1, extent).same().withoutBias();
        float[] y =
                LayerHarness.of(layer, Shape.of(1, height, width))
                        .parameter("weight", unit)
                        .forward(x);
        assertExact("y", y, x);
    }

    private static float[] forward(DrawnConvolution drawn) {
        Conv2d layer = ConvolutionGeometries.layer(drawn.geometry()).withoutBias();
        return LayerHarness.of(layer, ConvolutionGeometries.input(drawn.geometry()))
                .parameter("weight", drawn.w())
                .forward(drawn.x());
    }
}
