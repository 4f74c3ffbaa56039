package io.github.lanewise.engine.operation.elementwise;

import static io.github.lanewise.engine.reference.Closeness.assertWithin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.operation.OperationHarness;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Functions of two values in all ways of broadcasting, against double precision. */
final class BinaryTest {
    /** As promised by {@link GeneralPowerKernel}. */
    private static final double POWER_ERROR = 4e-7;

    private static final Halo BORDER = new Halo(1, 0, 2, 1);

    private static DoubleBinaryOperator exact(BinaryFunction function) {
        return switch (function) {
            case ADD -> Double::sum;
            case SUB -> (a, b) -> a - b;
            case MUL -> (a, b) -> a * b;
            case DIV -> (a, b) -> a / b;
            case MAX -> Math::max;
            case MIN -> Math::min;
            case POW -> StrictMath::pow;
        };
    }

    /** Any ranks, in row-major order; one of the values may be a constant. */
    @Property(tries = 300)
    void anyRanksAreBroadcast(
            @ForAll BinaryFunction function,
            @ForAll @IntRange(min = 0, max = 2) int constant,
            @ForAll @IntRange(min = 1, max = 3) int workers,
            @ForAll long seed) {
        Broadcasting drawn = Broadcasting.drawn(seed, 0, 5, false);
        OperationHarness harness =
                new OperationHarness(new Binary(function), MemoryOrder.ROW_MAJOR).workers(workers);
        check(function, drawn, run(harness, drawn, constant));
    }

    /** Feature maps with channels in lanes: gates per image, channel, row, column or pixel. */
    @Property(tries = 400)
    void featureMapsAreBroadcastInLanes(
            @ForAll BinaryFunction function,
            @ForAll boolean border,
            @ForAll @IntRange(min = 1, max = 3) int workers,
            @ForAll long seed) {
        Broadcasting drawn = Broadcasting.drawn(seed, 2, 4, true);
        check(function, drawn, run(lanes(new Binary(function), border, workers), drawn, 0));
    }

    /** Constants of any rank, before and after a feature map. */
    @Property(tries = 400)
    void constantsAreBroadcastInLanes(
            @ForAll BinaryFunction function,
            @ForAll boolean first,
            @ForAll boolean border,
            @ForAll @IntRange(min = 1, max = 3) int workers,
            @ForAll long seed) {
        Broadcasting drawn = Broadcasting.drawn(seed, 2, 4, false);
        Extents computed = first ? drawn.b() : drawn.a();
        if (computed.rank() == Math.max(drawn.a().rank(), drawn.b().rank())
                && computed.rank() >= 2) {
            OperationHarness harness = lanes(new Binary(function), border, workers);
            check(function, drawn, run(harness, drawn, first ? 1 : 2));
        }
    }

    private static OperationHarness lanes(Operation operation, boolean border, int workers) {
        OperationHarness harness = new OperationHarness(operation, MemoryOrder.LANES);
        return harness.workers(workers).extraHalo(border ? BORDER : Halo.NONE);
    }

    /** Rows of more vectors than an item takes, and more items than tasks. */
    @Property(tries = 20)
    void longRowsAreCut(
            @ForAll boolean inLanes,
            @ForAll @IntRange(min = 1, max = 3) int workers,
            @ForAll long seed) {
        Extents extents = Extents.of(2, Lanes.COUNT + 1, 61, 67);
        for (Extents other :
                List.of(extents, Extents.of(2, 1, 61, 67), Extents.of(1, Lanes.COUNT + 1, 1, 1))) {
            Broadcasting drawn = new Broadcasting(extents, other, seed);
            MemoryOrder order = inLanes ? MemoryOrder.LANES : MemoryOrder.ROW_MAJOR;
            OperationHarness harness =
                    new OperationHarness(new Binary(BinaryFunction.SUB), order).workers(workers);
            check(BinaryFunction.SUB, drawn, run(harness, drawn, 0));
        }
    }

    private static float[] run(OperationHarness harness, Broadcasting drawn, int constant) {
        Input a =
                constant == 1
                        ? Input.constant(drawn.a(), drawn.first())
                        : Input.computed(drawn.a(), drawn.first());
        Input b =
                constant == 2
                        ? Input.constant(drawn.b(), drawn.second())
                        : Input.computed(drawn.b(), drawn.second());
        return harness.run(a, b).getFirst();
    }

    /** NaN is expected at the same places; one rounding elsewhere, but for powers. */
    private static void check(BinaryFunction function, Broadcasting drawn, float[] actual) {
        double[] expected = drawn.reference(drawn.first(), drawn.second(), exact(function));
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            if (Double.isNaN(expected[i]) && Float.isNaN(actual[i])) {
                expected[i] = 0;
                actual[i] = 0;
            }
        }
        double error = function == BinaryFunction.POW ? POWER_ERROR : 2 * Tolerance.UNIT;
        assertWithin("y", actual, expected, Tolerance.relative(error, expected));
    }

    @Test
    void someExponentsAreExact() {
        float[] a = {0, -0f, 0.1f, 2, -3, 1e20f, Float.NEGATIVE_INFINITY, Float.NaN, 7, 0.3f};
        Extents extents = Extents.of(1, a.length);
        for (float exponent : new float[] {2, 3, 1, -1, 0.5f}) {
            for (MemoryOrder order : MemoryOrder.values()) {
                float[] y =
                        new OperationHarness(new Binary(BinaryFunction.POW), order)
                                .run(
                                        Input.computed(extents, a),
                                        Input.constant(Extents.of(), new float[] {exponent}))
                                .getFirst();
                for (int i = 0; i < a.length; i++) {
                    float expected =
                            exponent == 3 ? a[i] * a[i] * a[i] : (float) Math.pow(a[i], exponent);
                    assertThat(Float.compare(y[i], expected))
                            .as("%s^%s is %s", a[i], exponent, y[i])
                            .isZero();
                }
            }
        }
    }

    @Test
    void powersOfSpecialValuesAreThoseOfC() {
        float infinity = Float.POSITIVE_INFINITY;
        float[] a = {-2, -2, -8, 0, 0, 1, 1, -1, Float.NaN, 2, infinity};
        float[] b = {3, 4, 1f / 3, 0, -1, Float.NaN, infinity, -infinity, 0, infinity, -1};
        float[] expected = {-8, 16, Float.NaN, 1, infinity, 1, 1, 1, 1, infinity, 0};
        assertThat(binary(BinaryFunction.POW, a, b)).isEqualTo(expected);
    }

    /** Over all magnitudes of results, and with logarithms that nearly vanish. */
    @Property(tries = 20)
    void powersAreAccurate(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int count = 5000;
        float[] a = new float[count];
        float[] b = new float[count];
        double[] expected = new double[count];
        for (int i = 0; i < count; i++) {
            double power = random.nextDouble(-86, 88);
            double logarithm =
                    i % 2 == 0 ? random.nextDouble(-86, 88) : random.nextDouble(-0.5, 0.5);
            a[i] = (float) Math.exp(logarithm);
            b[i] = (float) (power / logarithm);
            expected[i] = StrictMath.pow(a[i], b[i]);
        }
        float[] y = binary(BinaryFunction.POW, a, b);
        for (int i = 0; i < count; i++) {
            if (expected[i] < Float.MIN_NORMAL || expected[i] > Float.MAX_VALUE) {
                expected[i] = y[i];
            }
        }
        assertWithin("y", y, expected, Tolerance.relative(POWER_ERROR, expected));
        // The same one by one, in a vector with others.
        for (int i = 0; i < 50; i++) {
            float[] alone =
                    binary(BinaryFunction.POW, new float[] {a[i], -1}, new float[] {b[i], 0.5f});
            assertThat(alone[0]).isEqualTo(y[i]);
        }
    }

    @Test
    void powersOverflowAndVanish() {
        float infinity = Float.POSITIVE_INFINITY;
        float[] a = {10, 10, 0.1f, 2, 2, 1e-40f, 1.5f, 1.5f};
        float[] b = {39, -60, -39, 128, -151, 0.5f, 8000, -9000};
        float[] expected = {
            infinity, 0, infinity, infinity, 0, (float) Math.sqrt(1e-40f), infinity, 0
        };
        assertThat(binary(BinaryFunction.POW, a, b)).isEqualTo(expected);
    }

    @Test
    void extremaKeepNotANumber() {
        float nan = Float.NaN;
        float[] a = {1, nan, nan, 2};
        float[] b = {nan, 1, nan, -3};
        assertThat(binary(BinaryFunction.MAX, a, b)).isEqualTo(new float[] {nan, nan, nan, 2});
        assertThat(binary(BinaryFunction.MIN, a, b)).isEqualTo(new float[] {nan, nan, nan, -3});
    }

    private static float[] binary(BinaryFunction function, float[] a, float[] b) {
        Extents extents = Extents.of(a.length);
        return new OperationHarness(new Binary(function), MemoryOrder.ROW_MAJOR)
                .run(Input.computed(extents, a), Input.computed(extents, b))
                .getFirst();
    }

    @Property(tries = 200)
    void slopesAreAppliedToNegativeNumbers(
            @ForAll boolean constant,
            @ForAll boolean border,
            @ForAll boolean inLanes,
            @ForAll long seed) {
        Broadcasting drawn = Broadcasting.drawn(seed, 2, 4, !constant);
        if (!drawn.a().broadcast(drawn.b()).equals(drawn.a()) || drawn.a().rank() < 2) {
            return;
        }
        MemoryOrder order = inLanes ? MemoryOrder.LANES : MemoryOrder.ROW_MAJOR;
        OperationHarness harness = new OperationHarness(new ParametricRelu(), order);
        harness.extraHalo(border ? BORDER : Halo.NONE);
        float[] y = run(harness, drawn, constant ? 2 : 0);
        double[] expected =
                drawn.reference(drawn.first(), drawn.second(), (x, slope) -> x < 0 ? slope * x : x);
        assertWithin("y", y, expected, Tolerance.relative(Tolerance.UNIT, expected));
    }

    @Test
    void valuesThatCannotBeBroadcastAreRefused() {
        assertThatThrownBy(() ->
                        new Binary(BinaryFunction.ADD)
                                .outputs(List.of(Extents.of(2, 3), Extents.of(2))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("2×3 and 2");
        assertThatThrownBy(() ->
                        new ParametricRelu().outputs(List.of(Extents.of(1, 3), Extents.of(2, 3))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("slope of 2×3");
    }

    @Test
    void imagesAreKeptWhereAxisZeroIsTheirs() {
        assertThat(keeps(Extents.of(4, 3, 2, 2), Extents.of(4, 3, 1, 1), false)).isTrue();
        assertThat(keeps(Extents.of(4, 3, 2, 2), Extents.of(1, 3, 1, 1), false)).isFalse();
        assertThat(keeps(Extents.of(4, 3, 2, 2), Extents.of(3, 1, 1), false)).isFalse();
        assertThat(keeps(Extents.of(4, 3, 2, 2), Extents.of(3, 1, 1), true)).isTrue();
        assertThat(keeps(Extents.of(4, 3, 2, 2), Extents.of(1, 3, 2, 2), true)).isTrue();
        assertThat(keeps(Extents.of(4, 3, 2, 2), Extents.of(4, 1, 1, 1), true)).isFalse();
    }

    private static boolean keeps(Extents a, Extents b, boolean constant) {
        try (Workspace workspace = new Workspace()) {
            MemorySegment data = workspace.floats(b.elements());
            Value second = constant ? Value.constant("b", b, data) : Value.of("b", b);
            List<Value> outputs = List.of(Value.of("y", a.broadcast(b)));
            return new Binary(BinaryFunction.MUL)
                    .keepsImages(List.of(Value.of("a", a), second), outputs);
        }
    }
}
