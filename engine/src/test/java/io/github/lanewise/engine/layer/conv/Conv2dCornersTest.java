package io.github.lanewise.engine.layer.conv;

import static io.github.lanewise.engine.reference.Closeness.assertExact;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.LayerHarness.Result;
import io.github.lanewise.engine.reference.Axis;
import io.github.lanewise.engine.reference.ReferenceConvolution;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.reference.Windows;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Geometries that reach a corner of the kernels which drawn ones seldom reach. */
final class Conv2dCornersTest {
    /** Whole numbers up to this keep every sum below 2²⁴, thus exact. */
    private static final int EXACT = 4;

    /** One lane group that is full and one with a single image. */
    private static final int IMAGES = Lanes.COUNT + 1;

    /** Axes are extent, taps, stride, zeros before, zeros after. */
    static Stream<Arguments> corners() {
        return Stream.of(
                corner("several calls per sum of pixels", 1, 5, 28, 5, 1, 2, 2, 28, 5, 1, 2, 2),
                corner("pairs of rows, the last overlaps", 1, 3, 7, 5, 2, 1, 0, 6, 3, 1, 2, 1),
                corner("filter taller than the image", 1, 2, 2, 5, 1, 1, 3, 3, 3, 1, 1, 1),
                corner("last row meets no output", 1, 2, 7, 6, 2, 0, 0, 5, 2, 1, 0, 0),
                corner("pairs of rows, both strides", 1, 2, 13, 7, 3, 2, 0, 9, 3, 2, 1, 0),
                corner("one column", 1, 1, 6, 3, 1, 0, 0, 1, 1, 1, 0, 0),
                corner(
                        "two blocks of tiles, the last filled up",
                        23,
                        3,
                        2,
                        1,
                        1,
                        0,
                        0,
                        9,
                        4,
                        1,
                        0,
                        0),
                corner("two blocks of single taps", 21, 3, 2, 1, 1, 0, 0, 5, 2, 1, 0, 0),
                corner("two runs of five", 2, 4, 1, 1, 1, 0, 0, 12, 10, 1, 0, 0),
                corner("two rows left over", 8, 8, 3, 3, 1, 1, 1, 9, 3, 1, 1, 1),
                corner("one pixel", 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0));
    }

    private static Arguments corner(String name, int inputs, int filters, int... axes) {
        Axis vertical = new Axis(axes[0], axes[1], axes[2], axes[3], axes[4]);
        Axis horizontal = new Axis(axes[5], axes[6], axes[7], axes[8], axes[9]);
        return Arguments.of(
                name,
                new ReferenceConvolution(
                        IMAGES, inputs, filters, new Windows(vertical, horizontal)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corners")
    void wholeNumbersAreExact(String name, ReferenceConvolution c) {
        DrawnConvolution drawn = DrawnConvolution.integers(c, EXACT, name.hashCode());
        Conv2d layer = ConvolutionGeometries.layer(c);
        Result result = Conv2dTest.run(drawn, layer, 0);
        Conv2dTest.assertAllExact(drawn, result);
        float[] flipped = Values.narrow(c.flip(Values.widen(drawn.w())));
        Result turned = Conv2dTest.run(drawn.withWeights(flipped), layer.trueConvolution(), 0);
        assertExact("y, flipped", turned.y(), drawn.forward());
        assertExact("dx, flipped", turned.dx(), drawn.backwardData());
        assertExact("dw, flipped", turned.gradient("weight"), c.flip(drawn.backwardWeights()));
    }
}
