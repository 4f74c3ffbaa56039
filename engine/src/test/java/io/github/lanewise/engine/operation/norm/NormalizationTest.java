package io.github.lanewise.engine.operation.norm;

import static io.github.lanewise.engine.reference.Closeness.assertWithin;
import static io.github.lanewise.engine.reference.Values.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.operation.OperationHarness;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Batch, instance and local response normalization against ONNX's formulas in double. */
final class NormalizationTest {
    private static final float EPSILON = 1e-5f;

    /** Of 2 to 4 axes. */
    @Provide
    Arbitrary<Extents> features() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(2, 4))
                .as((n, c, h, w, rank) -> Extents.of(Arrays.copyOf(new int[] {n, c, h, w}, rank)));
    }

    private static float[] run(
            Operation operation, Extents x, float[] data, List<float[]> constants, long seed) {
        boolean odd = (seed & 1) == 1;
        Input[] inputs = new Input[1 + constants.size()];
        inputs[0] = Input.computed(x, data);
        for (int i = 0; i < constants.size(); i++) {
            inputs[1 + i] = Input.constant(Extents.of(x.get(1)), constants.get(i));
        }
        return new OperationHarness(operation, MemoryOrder.LANES)
                .workers(odd ? 3 : 1)
                .extraHalo(odd ? new Halo(1, 0, 2, 1) : Halo.NONE)
                .run(inputs)
                .getFirst();
    }

    private static double[][] widenAll(List<float[]> arrays) {
        return arrays.stream().map(Values::widen).toArray(double[][]::new);
    }

    @Property(tries = 120)
    void batchNormalization(@ForAll("features") Extents x, @ForAll long seed) {
        int channels = x.get(1);
        float[] data = Values.uniform(seed, x.elements());
        float[] variance = Values.uniform(seed + 4, channels);
        for (int c = 0; c < channels; c++) {
            variance[c] = variance[c] * variance[c] + 0.1f;
        }
        List<float[]> constants =
                List.of(
                        Values.uniform(seed + 1, channels),
                        Values.uniform(seed + 2, channels),
                        Values.uniform(seed + 3, channels),
                        variance);
        float[] y = run(new BatchNormalization(EPSILON), x, data, constants, seed);
        double[] expected =
                new NormalizationReference(x).batch(widen(data), widenAll(constants), EPSILON);
        // |x · factor| ≤ √10 and |constant| ≤ 1 + √10, each rounded, and so is their sum.
        double[] bounds = new double[y.length];
        Arrays.fill(bounds, 12 * Tolerance.UNIT);
        assertWithin("y", y, expected, bounds);
    }

    @Property(tries = 120)
    void instanceNormalization(
            @ForAll("features") Extents x,
            @ForAll @IntRange(min = 0, max = 100) int mean,
            @ForAll long seed) {
        if (x.rank() == 2) {
            return;
        }
        float[] data = Values.uniform(seed, x.elements());
        for (int i = 0; i < data.length; i++) {
            data[i] += mean;
        }
        List<float[]> constants =
                List.of(Values.uniform(seed + 1, x.get(1)), Values.uniform(seed + 2, x.get(1)));
        float[] y = run(new InstanceNormalization(EPSILON), x, data, constants, seed);
        double[] expected =
                new NormalizationReference(x).instance(widen(data), widenAll(constants), EPSILON);
        // Sums of up to 144 deviations, square root, division, product and sum.
        double[] bounds = new double[y.length];
        Arrays.setAll(bounds, i -> 20 * Tolerance.UNIT * (1 + Math.abs(expected[i])));
        assertWithin("y", y, expected, bounds);
    }

    /** The spread is a thousandth of the mean; the deviations are all that counts. */
    @Test
    void aLargeMeanCostsLittle() {
        Extents x = Extents.of(1, 3, 50, 41);
        float[] data = Values.uniform(1, x.elements());
        for (int i = 0; i < data.length; i++) {
            data[i] += 1000;
        }
        List<float[]> constants = List.of(new float[] {1, 1, 1}, new float[3]);
        double[] expected =
                new NormalizationReference(x).instance(widen(data), widenAll(constants), EPSILON);
        double[] bounds = new double[expected.length];
        // An ulp of the mean is 6e-5: its rounding has to be made good.
        Arrays.fill(bounds, 2e-6);
        for (long seed = 0; seed < 2; seed++) {
            float[] y = run(new InstanceNormalization(EPSILON), x, data, constants, seed);
            assertWithin("y", y, expected, bounds);
        }
    }

    @Test
    void aConstantPlaneBecomesTheBias() {
        Extents x = Extents.of(1, 2, 3, 3);
        float[] data = new float[18];
        Arrays.fill(data, 7);
        float[] bias = {2, -3};
        float[] y = run(new InstanceNormalization(EPSILON), x, data, List.of(bias, bias), 0);
        assertThat(Arrays.copyOfRange(y, 0, 9)).containsOnly(2);
        assertThat(Arrays.copyOfRange(y, 9, 18)).containsOnly(-3);
    }

    @Property(tries = 150)
    void localResponseNormalization(
            @ForAll("features") Extents x,
            @ForAll @IntRange(min = 1, max = 50) int size,
            @ForAll boolean usual,
            @ForAll long seed) {
        LocalResponseNormalization operation =
                new LocalResponseNormalization(
                        usual ? 1 + size % 9 : size,
                        usual ? 1e-2f : 2f,
                        usual ? 0.75f : 0.5f + size / 20f,
                        usual ? 1 : 2);
        float[] data = Values.uniform(seed, x.elements());
        for (int i = 0; i < data.length; i++) {
            data[i] *= 20;
        }
        float[] y = run(operation, x, data, List.of(), seed);
        double[] expected = new NormalizationReference(x).response(widen(data), operation);
        // The relative error of the sum is multiplied by β ≤ 3.
        assertWithin(
                "y", y, expected, Tolerance.relative(4e-7 + 3 * Tolerance.sum(size + 2), expected));
    }

    /** A row that takes many pieces of squares. */
    @Test
    void manyChannelsAndPixels() {
        Extents x = Extents.of(1, 130, 2, 61);
        float[] data = Values.uniform(3, x.elements());
        LocalResponseNormalization operation = new LocalResponseNormalization(5, 2, 0.75f, 1);
        double[] expected = new NormalizationReference(x).response(widen(data), operation);
        for (long seed = 0; seed < 2; seed++) {
            assertWithin(
                    "y",
                    run(operation, x, data, List.of(), seed),
                    expected,
                    Tolerance.relative(1e-6, expected));
        }
    }

    @Test
    void shapesAreChecked() {
        Extents x = Extents.of(1, 3, 4, 4);
        Extents three = Extents.of(3);
        assertThatThrownBy(() ->
                        new BatchNormalization(EPSILON)
                                .outputs(List.of(x, three, three, Extents.of(4), three)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("mean")
                .hasMessageContaining("1×3×4×4");
        assertThatThrownBy(() ->
                        new InstanceNormalization(EPSILON)
                                .outputs(List.of(Extents.of(1, 3), three, three)))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> new LocalResponseNormalization(0, 1, 1, 1))
                .isInstanceOf(ShapeException.class);
    }
}
