package io.github.lanewise.engine.operation.resize;

import static io.github.lanewise.engine.reference.Closeness.assertWithin;
import static io.github.lanewise.engine.reference.Values.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.operation.OperationHarness;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.operation.resize.ResizeAttributes.CoordinateTransformation;
import io.github.lanewise.engine.operation.resize.ResizeAttributes.Mode;
import io.github.lanewise.engine.operation.resize.ResizeAttributes.NearestRounding;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Nearest and linear resizing against ONNX's formulas in double. */
final class ResizeTest {
    private static float[] run(Resize resize, Extents x, float[] data, long seed) {
        boolean odd = (seed & 1) == 1;
        return new OperationHarness(resize, MemoryOrder.LANES)
                .workers(odd ? 3 : 1)
                .extraHalo(odd ? new Halo(1, 0, 2, 1) : Halo.NONE)
                .run(Input.computed(x, data))
                .getFirst();
    }

    /** The scale of an axis: exact, or as a float such as a model may give it. */
    private static double scale(int from, int to, boolean rounded) {
        // ⌊from · scale⌋ = to for a scale that is no quotient of the extents.
        return rounded ? (float) ((to + 0.3) / from) : (double) to / from;
    }

    @Property(tries = 200)
    void isTheReferences(
            @ForAll Mode mode,
            @ForAll CoordinateTransformation coordinates,
            @ForAll NearestRounding rounding,
            @ForAll @IntRange(min = 1, max = 12) int height,
            @ForAll @IntRange(min = 1, max = 12) int width,
            @ForAll @IntRange(min = 1, max = 25) int rows,
            @ForAll @IntRange(min = 1, max = 25) int columns,
            @ForAll boolean rounded,
            @ForAll long seed) {
        Extents x = Extents.of(1 + (int) (seed & 1), 1 + (int) (seed >>> 1 & 31), height, width);
        ResizeAttributes attributes =
                new ResizeAttributes(
                        mode,
                        coordinates,
                        rounding,
                        scale(height, rows, rounded),
                        scale(width, columns, rounded));
        float[] data = smooth(x);
        Resize resize = new Resize(x.with(2, rows).with(3, columns), attributes);
        ResizeReference reference = new ResizeReference(x, rows, columns, attributes);
        float[] y = run(resize, x, data, seed);
        if (mode == Mode.LINEAR) {
            double[] expected = reference.linear(widen(data));
            double[] bounds = new double[expected.length];
            Arrays.fill(bounds, 2e-5);
            assertWithin("y", y, expected, bounds);
        } else {
            reference.assertNearest(widen(data), y);
        }
    }

    /** Every pixel is a number of its own, and neighbours differ by at most 4. */
    private static float[] smooth(Extents x) {
        float[] data = new float[x.elements()];
        int width = x.get(3);
        int pixels = x.get(2) * width;
        for (int i = 0; i < data.length; i++) {
            int plane = i / pixels % 7;
            int row = i % pixels / width;
            data[i] = plane + 4f * row / 13 + i % width / 60f;
        }
        return data;
    }

    private static Resize row(
            Mode mode, CoordinateTransformation c, NearestRounding r, int to, double scale) {
        return new Resize(Extents.of(1, 1, 1, to), new ResizeAttributes(mode, c, r, 1, scale));
    }

    private static float[] nearest(
            CoordinateTransformation c, NearestRounding r, int to, double scale, float... x) {
        return run(row(Mode.NEAREST, c, r, to, scale), Extents.of(1, 1, 1, x.length), x, 0);
    }

    private static float[] linear(CoordinateTransformation c, int to, double scale, float... x) {
        return run(
                row(Mode.LINEAR, c, NearestRounding.FLOOR, to, scale),
                Extents.of(1, 1, 1, x.length),
                x,
                1);
    }

    /** Worked out by hand. */
    @Test
    void knownRows() {
        assertThat(linear(CoordinateTransformation.HALF_PIXEL, 4, 2, 1, 2))
                .containsExactly(1, 1.25f, 1.75f, 2);
        assertThat(linear(CoordinateTransformation.ALIGN_CORNERS, 4, 2, 1, 4))
                .containsExactly(1, 2, 3, 4);
        assertThat(linear(CoordinateTransformation.ASYMMETRIC, 4, 2, 1, 2))
                .containsExactly(1, 1.5f, 2, 2);
        assertThat(linear(CoordinateTransformation.PYTORCH_HALF_PIXEL, 1, 0.25, 1, 2, 3, 4))
                .containsExactly(1);
        assertThat(linear(CoordinateTransformation.HALF_PIXEL, 1, 0.25, 1, 2, 3, 4))
                .containsExactly(2.5f);
        assertThat(linear(CoordinateTransformation.HALF_PIXEL, 2, 0.6, 1, 2, 3, 4))
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(1.3333334f, 3);
    }

    /** Points ½, 2½ of four pixels: ties. */
    @Test
    void ties() {
        CoordinateTransformation c = CoordinateTransformation.HALF_PIXEL;
        float[] x = {1, 2, 3, 4};
        assertThat(nearest(c, NearestRounding.ROUND_PREFER_FLOOR, 2, 0.5, x)).containsExactly(1, 3);
        assertThat(nearest(c, NearestRounding.ROUND_PREFER_CEIL, 2, 0.5, x)).containsExactly(2, 4);
        assertThat(nearest(c, NearestRounding.FLOOR, 2, 0.5, x)).containsExactly(1, 3);
        assertThat(nearest(c, NearestRounding.CEIL, 2, 0.5, x)).containsExactly(2, 4);
    }

    /** 3 / 0.6f is 5 as a float, though a little less exactly. */
    @Test
    void pointsAreRoundedToFloat() {
        float[] x = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        assertThat(nearest(CoordinateTransformation.ASYMMETRIC, NearestRounding.FLOOR, 6, 0.6f, x))
                .containsExactly(0, 1, 3, 5, 6, 8);
    }

    @Test
    void ofThreeAxesAndAnyNumberOfImages() {
        ResizeAttributes attributes =
                new ResizeAttributes(
                        Mode.LINEAR,
                        CoordinateTransformation.HALF_PIXEL,
                        NearestRounding.FLOOR,
                        1,
                        1.6);
        Resize resize = new Resize(Extents.of(1, 3, 8), attributes);
        Extents x = Extents.of(2, 3, 5);
        assertThat(resize.outputs(List.of(x))).containsExactly(Extents.of(2, 3, 8));
        float[] data = Values.uniform(1, x.elements());
        float[] expected =
                run(
                        new Resize(Extents.of(2, 3, 1, 8), attributes),
                        Extents.of(2, 3, 1, 5),
                        data,
                        0);
        assertThat(run(resize, x, data, 1)).containsExactly(expected);
    }

    @Test
    void shapesAreChecked() {
        ResizeAttributes attributes =
                new ResizeAttributes(
                        Mode.NEAREST,
                        CoordinateTransformation.ASYMMETRIC,
                        NearestRounding.FLOOR,
                        2,
                        2);
        Resize resize = new Resize(Extents.of(1, 3, 8, 8), attributes);
        assertThatThrownBy(() -> resize.outputs(List.of(Extents.of(1, 4, 4, 4))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("1×3×8×8")
                .hasMessageContaining("1×4×4×4");
        assertThatThrownBy(() ->
                        new ResizeAttributes(
                                Mode.NEAREST,
                                CoordinateTransformation.ASYMMETRIC,
                                NearestRounding.FLOOR,
                                0,
                                1))
                .isInstanceOf(ShapeException.class);
    }
}
