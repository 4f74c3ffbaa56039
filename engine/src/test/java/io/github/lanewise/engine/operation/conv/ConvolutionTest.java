package io.github.lanewise.engine.operation.conv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.operation.OperationHarness;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.reference.Closeness;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.tensor.Halo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions against their definition in double precision. */
final class ConvolutionTest {
    private static final int TRIES = 150;

    /** Errors of minimal filtering relative to the sum of absolute values of all terms. */
    private static final double MINIMAL_FILTERING = 1e-5;

    private static final Halo EXTRA = new Halo(1, 2, 3, 1);

    /** What follows the sum. */
    record End(boolean bias, boolean residual, boolean relu) {
        Activation activation() {
            return relu ? Activation.RELU : Activation.NONE;
        }
    }

    @Provide
    Arbitrary<End> ends() {
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        return Combinators.combine(flag, flag, flag).as(End::new);
    }

    @Provide
    Arbitrary<DrawnConv> dense() {
        return ConvArbitraries.convolutions(Arbitraries.of(1), 40, 40);
    }

    @Provide
    Arbitrary<DrawnConv> winograd() {
        return ConvArbitraries.minimalFiltering();
    }

    @Provide
    Arbitrary<DrawnConv> grouped() {
        return ConvArbitraries.convolutions(Arbitraries.of(2, 3, 4, 8), 20, 20);
    }

    @Provide
    Arbitrary<DrawnConv> depthwise() {
        return ConvArbitraries.depthwise(1);
    }

    @Provide
    Arbitrary<DrawnConv> multiplied() {
        return ConvArbitraries.depthwise(3);
    }

    @Property(tries = TRIES)
    void groupedConvolutionsAreTheirDefinition(
            @ForAll("grouped") DrawnConv c, @ForAll("ends") End end) {
        assertDirect(c, end);
    }

    @Property(tries = TRIES)
    void depthwiseConvolutionsAreTheirDefinition(
            @ForAll("depthwise") DrawnConv c, @ForAll("ends") End end) {
        assertDirect(c, end);
    }

    @Property(tries = TRIES)
    void severalFiltersPerChannelAreTheirDefinition(
            @ForAll("multiplied") DrawnConv c, @ForAll("ends") End end) {
        assertDirect(c, end);
    }

    @Property(tries = TRIES)
    void denseConvolutionsAreTheirDefinition(
            @ForAll("dense") DrawnConv c, @ForAll("ends") End end) {
        assertDirect(c, end);
    }

    @Provide
    Arbitrary<DrawnConv> smallGroups() {
        return ConvArbitraries.smallGroups();
    }

    /** As in ResNeXt; so large that minimal filtering pays where there are 16 lanes. */
    @ParameterizedTest
    @CsvSource({"8, 4", "4, 8", "16, 2", "2, 16", "2, 32", "1, 32"})
    void largeGroupsAreTheirDefinition(int groups, int channels) {
        Halo pads = new Halo(1, 1, 1, 1);
        DrawnConv c =
                new DrawnConv(
                        new ConvAttributes(1, 1, 1, 1, pads, groups),
                        Extents.of(1, groups * channels, 28, 27),
                        groups * channels,
                        3,
                        3,
                        groups);
        assertRight(c, new End(true, true, false), ConvolutionTest::minimalFilteringBounds);
    }

    @Property(tries = TRIES)
    void groupsOfAVectorAreFilteredTogether(
            @ForAll("smallGroups") DrawnConv c, @ForAll("ends") End end) {
        assertRight(c, end, ConvolutionTest::minimalFilteringBounds);
    }

    @Property(tries = TRIES)
    void minimalFilteringIsWithinItsTolerance(
            @ForAll("winograd") DrawnConv c, @ForAll("ends") End end) {
        assertRight(c, end, ConvolutionTest::minimalFilteringBounds);
    }

    private static void assertDirect(DrawnConv c, End end) {
        double relative = Tolerance.sum(c.terms());
        assertRight(c, end, sums -> Tolerance.relative(relative, sums.magnitudes));
    }

    /** An error of a tile is one of all its results. */
    private static double[] minimalFilteringBounds(DrawnConv.Sums sums) {
        double[] bounds = new double[sums.y.length];
        Arrays.fill(bounds, MINIMAL_FILTERING * Arrays.stream(sums.magnitudes).max().orElse(0));
        return bounds;
    }

    private static void assertRight(
            DrawnConv c, End end, Function<DrawnConv.Sums, double[]> bounds) {
        float[] y = run(c, end, 1, Halo.NONE);
        DrawnConv.Sums sums = c.forward();
        float[] biases = c.biases();
        float[] residual = c.residual();
        int pixels = c.outputHeight() * c.outputWidth();
        for (int i = 0; i < y.length; i++) {
            if (end.bias()) {
                sums.add(i, biases[i / pixels % c.filters()]);
            }
            if (end.residual()) {
                sums.add(i, residual[i]);
            }
        }
        double[] expected =
                Arrays.stream(sums.y).map(v -> end.relu() ? Math.max(v, 0) : v).toArray();
        Closeness.assertWithin("y", y, expected, bounds.apply(sums));
        assertThat(run(c, end, 3, EXTRA)).isEqualTo(y);
    }

    private static float[] run(DrawnConv c, End end, int workers, Halo extraHalo) {
        List<Input> inputs = new ArrayList<>();
        inputs.add(Input.computed(c.x(), c.inputs()));
        inputs.add(Input.constant(c.w(), c.weights()));
        if (end.bias()) {
            inputs.add(Input.constant(Extents.of(c.filters()), c.biases()));
        }
        if (end.residual()) {
            inputs.add(Input.computed(c.y(), c.residual()));
        }
        Convolution convolution =
                new Convolution(c.attributes(), end.bias(), end.residual(), end.activation());
        return new OperationHarness(convolution, MemoryOrder.LANES)
                .workers(workers)
                .extraHalo(extraHalo)
                .run(inputs.toArray(Input[]::new))
                .getFirst();
    }
}
