package io.github.lanewise.engine.layer.conv;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.layer.ImageHarness;
import io.github.lanewise.engine.layer.LayerHarness;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.reference.Axis;
import io.github.lanewise.engine.reference.ReferenceConvolution;
import io.github.lanewise.engine.reference.Windows;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One image with channels in lanes. An algorithm adds the same products in the same order as with
 * images in lanes, so that results agree to the last bit; those are held to the reference
 * elsewhere.
 */
final class ImageConvolutionTest {
    private static final int TRIES = 150;
    private static final int EXACT = 4;

    @Provide
    Arbitrary<ReferenceConvolution> possible() {
        return ConvolutionGeometries.possible();
    }

    @Provide
    Arbitrary<ReferenceConvolution> shallow() {
        return ConvolutionGeometries.shallow();
    }

    @Provide
    Arbitrary<ReferenceConvolution> winograd() {
        return ConvolutionGeometries.winograd();
    }

    @Property(tries = TRIES)
    void directSumsAreThoseOfManyImages(
            @ForAll("possible") ReferenceConvolution c,
            @ForAll @IntRange(min = 0, max = 2) int border,
            @ForAll @IntRange(min = 1, max = 3) int workers,
            @ForAll long seed) {
        assertAlike(c, ConvAlgorithm.DIRECT, border, workers, seed);
    }

    @Property(tries = TRIES)
    void directSumsOfFewChannelsAreThoseOfManyImages(
            @ForAll("shallow") ReferenceConvolution c,
            @ForAll @IntRange(min = 1, max = 3) int workers,
            @ForAll long seed) {
        assertAlike(c, ConvAlgorithm.DIRECT, 0, workers, seed);
    }

    @Property(tries = TRIES)
    void minimalFilteringIsThatOfManyImages(
            @ForAll("winograd") ReferenceConvolution c,
            @ForAll boolean large,
            @ForAll @IntRange(min = 0, max = 2) int border,
            @ForAll @IntRange(min = 1, max = 3) int workers,
            @ForAll long seed) {
        ConvAlgorithm algorithm = large ? ConvAlgorithm.WINOGRAD_4X4 : ConvAlgorithm.WINOGRAD_2X2;
        assertAlike(c, algorithm, border, workers, seed);
    }

    @Property(tries = TRIES / 2)
    void flippedFiltersAreThoseOfManyImages(
            @ForAll("winograd") ReferenceConvolution c,
            @ForAll ConvAlgorithm algorithm,
            @ForAll long seed) {
        Conv2d layer = ConvolutionGeometries.layer(c).trueConvolution();
        if (algorithm != ConvAlgorithm.AUTOMATIC) {
            assertAlike(DrawnConvolution.uniform(c, seed), layer.algorithm(algorithm), 0, 2);
        }
    }

    /** The planner may choose another algorithm than for many images: whole numbers hide that. */
    @Property(tries = TRIES)
    void whateverIsChosenIsTheReference(
            @ForAll("possible") ReferenceConvolution c, @ForAll boolean bias, @ForAll long seed) {
        DrawnConvolution integers = DrawnConvolution.integers(c, EXACT, seed);
        DrawnConvolution drawn = bias ? integers : integers.withoutBias();
        Conv2d layer = ConvolutionGeometries.layer(c);
        float[] y = image(drawn, bias ? layer : layer.withoutBias(), 0, 2);
        assertExact("y", y, drawn.forward());
    }

    /** So large that tiles and filters are cut into several blocks, and a block into parts. */
    @ParameterizedTest
    @CsvSource({"70, 150, 45, 43", "5, 330, 90, 60", "520, 200, 15, 14"})
    void blocksAndPartsAreThoseOfManyImages(int channels, int filters, int height, int width) {
        ReferenceConvolution c =
                new ReferenceConvolution(
                        1,
                        channels,
                        filters,
                        new Windows(Axis.of(height, 3, 1, 1), Axis.of(width, 3, 1, 1)));
        for (int workers = 1; workers <= 3; workers += 2) {
            assertAlike(c, ConvAlgorithm.WINOGRAD_2X2, 0, workers, 1);
            assertAlike(c, ConvAlgorithm.WINOGRAD_4X4, 0, workers, 2);
            assertAlike(c, ConvAlgorithm.DIRECT, 0, workers, 3);
        }
        WinogradGrid grid =
                WinogradGrid.forward(
                        Conv2d.of(filters, 3)
                                .padding(1)
                                .geometry(Shape.of(channels, height, width)),
                        2);
        WinogradImageBlocking blocking = WinogradImageBlocking.of(grid, 3);
        assertThat(blocking.blocks(grid) * blocking.parts()).isGreaterThan(1);
        assertThat(blocking.bytes(grid)).isLessThanOrEqualTo(WinogradBlocking.MAX_BYTES);
    }

    /** What the convolution of an image can do it is asked to do. */
    @ParameterizedTest
    @EnumSource(ConvAlgorithm.class)
    void aReluIsDoneByTheConvolution(ConvAlgorithm algorithm) {
        Conv2d conv = Conv2d.of(32, 3).padding(1).algorithm(algorithm);
        Shape input = Shape.of(32, 28, 28);
        try (Network network = Network.of(input).add(conv).build(1);
                Workspace workspace = new Workspace()) {
            List<Parameter> parameters = network.parameters();
            assertThat(conv.imagePlan(input, parameters, 1, workspace).rectify()).isTrue();
            boolean minimal = conv.choices(input).forward().algorithm() != ConvAlgorithm.DIRECT;
            assertThat(conv.plan(input, parameters, true).rectify()).isEqualTo(minimal);
        }
    }

    private static void assertAlike(
            ReferenceConvolution c, ConvAlgorithm algorithm, int border, int workers, long seed) {
        Conv2d layer = ConvolutionGeometries.layer(c).algorithm(algorithm);
        assertAlike(DrawnConvolution.uniform(c, seed), layer, border, workers);
    }

    private static void assertAlike(DrawnConvolution drawn, Conv2d layer, int border, int workers) {
        float[] many =
                LayerHarness.of(layer, ConvolutionGeometries.input(drawn.geometry()))
                        .parameter("weight", drawn.w())
                        .parameter("bias", drawn.bias())
                        .forward(drawn.x());
        assertExact("y", image(drawn, layer, border, workers), many);
    }

    private static float[] image(DrawnConvolution drawn, Conv2d layer, int border, int workers) {
        ImageHarness harness =
                ImageHarness.of(layer, ConvolutionGeometries.input(drawn.geometry()), workers)
                        .borders(border)
                        .parameter("weight", drawn.w());
        return (layer.bias() ? harness.parameter("bias", drawn.bias()) : harness)
                .forward(drawn.x());
    }
}
