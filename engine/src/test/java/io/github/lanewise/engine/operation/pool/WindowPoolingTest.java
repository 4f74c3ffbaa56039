package io.github.lanewise.engine.operation.pool;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static io.github.lanewise.engine.reference.Closeness.assertWithin;
import static io.github.lanewise.engine.reference.Values.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Max and average pooling against ONNX's description in double. */
final class WindowPoolingTest {
    private static final int TRIES = 200;

    @Provide
    Arbitrary<DrawnWindows> possible() {
        return DrawnWindows.possible();
    }

    @Property(tries = TRIES)
    void maximaAreTheReferences(@ForAll("possible") DrawnWindows drawn, @ForAll long seed) {
        assertMaxima(drawn.x(), drawn.attributes(), seed);
    }

    @Property(tries = TRIES)
    void averagesAreTheReferences(
            @ForAll("possible") DrawnWindows drawn,
            @ForAll boolean countPadding,
            @ForAll long seed) {
        assertAverages(drawn.x(), drawn.attributes(), countPadding, seed);
    }

    /** Windows with kernels of their own, in images in which most windows are inside. */
    @ParameterizedTest
    @CsvSource({"2,1,1", "2,2,1", "2,3,2", "3,1,1", "3,2,1", "3,3,1", "3,1,2", "3,2,2"})
    void frequentWindows(int window, int stride, int dilation) {
        for (int padding = 0; padding < 2; padding++) {
            for (int size : new int[] {5, 7, 8, 12}) {
                PoolAttributes attributes =
                        new PoolAttributes(
                                window,
                                window,
                                stride,
                                stride,
                                dilation,
                                dilation,
                                new Halo(padding, padding, padding, padding),
                                false);
                Extents x = Extents.of(2, 19, size, size + 3);
                assertMaxima(x, attributes, size);
                assertAverages(x, attributes, false, size);
                assertAverages(x, attributes, true, size);
            }
        }
    }

    private static void assertMaxima(Extents x, PoolAttributes attributes, long seed) {
        float[] data = Values.uniform(seed, x.elements());
        float[] y = DrawnWindows.run(new MaxPooling(attributes), x, data, seed);
        assertExact("y", y, new WindowReference(x, attributes).maximum(widen(data)));
    }

    private static void assertAverages(
            Extents x, PoolAttributes attributes, boolean countPadding, long seed) {
        float[] data = Values.uniform(seed, x.elements());
        Operation operation = new AveragePooling(attributes, countPadding);
        WindowReference reference = new WindowReference(x, attributes);
        assertWithin(
                "y",
                DrawnWindows.run(operation, x, data, seed),
                reference.average(widen(data), countPadding),
                Tolerance.sums(
                        (long) attributes.height() * attributes.width() + 2,
                        reference.average(Values.absolute(widen(data)), countPadding)));
    }

    @Test
    void ofThreeAxes() {
        PoolAttributes attributes = PoolAttributes.of(1, 3).stride(1, 2).pads(new Halo(0, 0, 1, 0));
        float[] data = Values.uniform(5, 2 * 3 * 8);
        float[] expected =
                DrawnWindows.run(new MaxPooling(attributes), Extents.of(2, 3, 1, 8), data, 1);
        Extents x = Extents.of(2, 3, 8);
        assertThat(new MaxPooling(attributes).outputs(List.of(x))).containsExactly(x.with(2, 4));
        assertThat(DrawnWindows.run(new MaxPooling(attributes), x, data, 1))
                .containsExactly(expected);
    }

    @Test
    void notANumberIsTheMaximum() {
        float[] data = {1, 2, Float.NaN, 4, 5, 6, 7, 8};
        PoolAttributes pairs = PoolAttributes.of(1, 2);
        assertThat(DrawnWindows.run(new MaxPooling(pairs), Extents.of(1, 1, 1, 8), data, 0))
                .containsExactly(2, Float.NaN, 6, 8);
        float[] square = {1, 2, 3, 4, Float.NaN, 6, 7, 8, 9};
        float[] y =
                DrawnWindows.run(
                        new MaxPooling(PoolAttributes.of(2, 2).stride(1, 1)),
                        Extents.of(1, 1, 3, 3),
                        square,
                        0);
        assertThat(y).containsOnly(Float.NaN);
    }

    /** Window 2 at stride 2 over 7 inputs, from the text of opset 22. */
    @Test
    void theLastWindowThatFitsInPartCountsWithCeil() {
        float[] data = {1, 2, 3, 4, 5, 6, 7};
        PoolAttributes floor = PoolAttributes.of(1, 2);
        assertThat(maximum(floor, data)).containsExactly(2, 4, 6);
        assertThat(maximum(ceil(floor), data)).containsExactly(2, 4, 6, 7);
        assertThat(average(ceil(floor), false, data)).containsExactly(1.5f, 3.5f, 5.5f, 7);
        assertThat(average(ceil(floor), true, data)).containsExactly(1.5f, 3.5f, 5.5f, 7);
    }

    /** (5 + 2 - 2) / 3 rounds up to 2, but window 2 would begin at input 5 of 0 to 4. */
    @Test
    void aWindowThatWouldBeginInThePaddingBehindIsLeftOut() {
        float[] data = {1, 2, 3, 4, 5};
        PoolAttributes attributes =
                ceil(PoolAttributes.of(1, 2).stride(1, 3).pads(new Halo(0, 0, 1, 1)));
        assertThat(maximum(attributes, data)).containsExactly(1, 3 + 1);
    }

    /** Padding behind counts, what ceil adds behind that does not. */
    @Test
    void countedPaddingEndsWithThePadding() {
        float[] data = {6, 6, 6, 6, 6};
        PoolAttributes attributes =
                ceil(PoolAttributes.of(1, 4).stride(1, 4).pads(new Halo(0, 0, 0, 1)));
        assertThat(average(attributes, true, data)).containsExactly(6, 3);
        assertThat(average(attributes, false, data)).containsExactly(6, 6);
    }

    /** A dilated window may see padding only. */
    @Test
    void windowsOfPadding() {
        PoolAttributes attributes =
                new PoolAttributes(1, 2, 1, 1, 1, 4, new Halo(0, 0, 2, 2), false);
        assertThat(maximum(attributes, 3)).containsExactly(Float.NEGATIVE_INFINITY);
        assertThat(average(attributes, true, 3)).containsExactly(0);
        assertThat(average(attributes, false, 3)).containsExactly(0);
    }

    @Test
    void aWindowLargerThanTheInputNeedsPadding() {
        PoolAttributes five = PoolAttributes.of(5, 5);
        Extents pixel = Extents.of(1, 2, 1, 1);
        assertThatThrownBy(() -> new MaxPooling(five).outputs(List.of(pixel)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("5×5")
                .hasMessageContaining("1×2×1×1");
        float[] data = {3, -4};
        MaxPooling padded = new MaxPooling(five.pads(new Halo(2, 2, 2, 2)));
        assertThat(DrawnWindows.run(padded, pixel, data, 0)).containsExactly(3, -4);
    }

    @Test
    void attributesAreChecked() {
        assertThatThrownBy(() -> PoolAttributes.of(0, 1)).hasMessageContaining("window");
        assertThatThrownBy(() -> PoolAttributes.of(1, 1).stride(1, 0))
                .hasMessageContaining("stride");
        assertThatThrownBy(() -> PoolAttributes.of(2, 2).pads(new Halo(0, 2, 0, 0)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("narrower");
        MaxPooling pooling = new MaxPooling(PoolAttributes.of(2, 2));
        assertThatThrownBy(() -> pooling.outputs(List.of(Extents.of(1, 2, 3))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("one row");
        assertThatThrownBy(() -> pooling.outputs(List.of(Extents.of(1, 2))))
                .isInstanceOf(ShapeException.class);
    }

    private static PoolAttributes ceil(PoolAttributes a) {
        return new PoolAttributes(
                a.height(),
                a.width(),
                a.strideHeight(),
                a.strideWidth(),
                a.dilationHeight(),
                a.dilationWidth(),
                a.pads(),
                true);
    }

    private static float[] maximum(PoolAttributes attributes, float... row) {
        return DrawnWindows.run(
                new MaxPooling(attributes), Extents.of(1, 1, 1, row.length), row, 1);
    }

    private static float[] average(PoolAttributes attributes, boolean countPadding, float... row) {
        return DrawnWindows.run(
                new AveragePooling(attributes, countPadding),
                Extents.of(1, 1, 1, row.length),
                row,
                1);
    }
}
