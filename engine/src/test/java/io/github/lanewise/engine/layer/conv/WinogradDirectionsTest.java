package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.LayerHarness;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.ParameterSpec;
import io.github.lanewise.engine.reference.ReferenceConvolution;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What the planner would not choose for small layers: algorithms mixed, blocks cut small. */
final class WinogradDirectionsTest {
    private static final int TRIES = 80;
    private static final int EXACT = 4;

    /** A convolution whose plan is made by the test. */
    private record Planned(Conv2d conv, BiFunction<ConvGeometry, ConvParameters, LayerPlan> planner)
            implements Layer {
        @Override
        public String kind() {
            return conv.kind();
        }

        @Override
        public Shape outputShape(Shape input) {
            return conv.outputShape(input);
        }

        @Override
        public List<ParameterSpec> parameters(Shape input) {
            return conv.parameters(input);
        }

        @Override
        public LayerPlan plan(Shape input, List<Parameter> parameters, boolean training) {
            return planner.apply(
                    conv.geometry(input), ConvParameters.of(parameters, conv.flipped()));
        }

        @Override
        public ImagePlan imagePlan(
                Shape input, List<Parameter> parameters, int workers, Workspace workspace) {
            return conv.imagePlan(input, parameters, workers, workspace);
        }
    }

    @Provide
    Arbitrary<ReferenceConvolution> winograd() {
        return ConvolutionGeometries.winograd();
    }

    /** Those that are exact with whole numbers. */
    @Provide
    Arbitrary<ConvAlgorithm> exact() {
        return Arbitraries.of(ConvAlgorithm.DIRECT, ConvAlgorithm.WINOGRAD_2X2);
    }

    @Property(tries = TRIES)
    void eachDirectionMayHaveItsOwnAlgorithm(
            @ForAll("winograd") ReferenceConvolution c,
            @ForAll("exact") ConvAlgorithm forward,
            @ForAll("exact") ConvAlgorithm inputGradient,
            @ForAll("exact") ConvAlgorithm filterGradient,
            @ForAll @IntRange(min = 0, max = 1) int border,
            @ForAll long seed) {
        ConvChoices choices =
                new ConvChoices(
                        new ConvChoice(forward, ""),
                        new ConvChoice(inputGradient, ""),
                        new ConvChoice(filterGradient, ""),
                        new ConvChoice(forward, ""));
        assertExact(c, border, seed, (g, p) -> ConvPlanner.plan(choices, g, p, true));
    }

    @Property(tries = TRIES)
    void blocksMayHaveAnySize(
            @ForAll("winograd") ReferenceConvolution c,
            @ForAll @IntRange(min = 1, max = 7) int tiles,
            @ForAll @IntRange(min = 1, max = 3) int rows,
            @ForAll long seed) {
        assertExact(
                c,
                0,
                seed,
                (g, p) -> {
                    WinogradTransform t = WinogradF2Transform.INSTANCE;
                    WinogradGrid grid = WinogradGrid.forward(g, t.outputs());
                    int forwardTiles = Math.min(tiles, grid.tiles());
                    int backwardTiles =
                            Math.min(tiles, WinogradGrid.backward(g, t.outputs()).tiles());
                    return new ConvolutionPlan(
                            g,
                            new WinogradConvolution(
                                    t, g, p, false, blocking(forwardTiles, rows, c.filters())),
                            Optional.of(
                                    new WinogradConvolution(
                                            t,
                                            g,
                                            p,
                                            true,
                                            blocking(backwardTiles, rows, c.inputs()))),
                            Optional.of(
                                    new WinogradFilterGradient(
                                            t,
                                            grid,
                                            new WinogradGradientBlocking(forwardTiles, 8 * rows),
                                            p)));
                });
    }

    private static WinogradBlocking blocking(int tiles, int rows, int channels) {
        return new WinogradBlocking(tiles, Math.min(channels, 6 * rows));
    }

    private static void assertExact(
            ReferenceConvolution c,
            int border,
            long seed,
            BiFunction<ConvGeometry, ConvParameters, LayerPlan> planner) {
        DrawnConvolution drawn = DrawnConvolution.integers(c, EXACT, seed);
        Layer layer = new Planned(ConvolutionGeometries.layer(c), planner);
        Conv2dTest.assertAllExact(
                drawn,
                LayerHarness.of(layer, ConvolutionGeometries.input(c))
                        .borders(border)
                        .parameter("weight", drawn.w())
                        .parameter("bias", drawn.bias())
                        .run(drawn.x(), drawn.dy()));
    }
}
