package io.github.lanewise.engine.operation.reduce;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static io.github.lanewise.engine.reference.Closeness.assertWithin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.DrawnRun;
import io.github.lanewise.engine.operation.OperationHarness;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.reference.Elements;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Softmax and its logarithm. */
final class SoftmaxTest {
    /** Relative error of the exponential. */
    private static final double EXPONENTIAL = 2e-7;

    @Provide
    Arbitrary<DrawnRun> runs() {
        return DrawnRun.any();
    }

    @Provide
    Arbitrary<Extents> extents() {
        return DrawnRun.extents();
    }

    @Property(tries = 300)
    void probabilitiesAreTheReferences(
            @ForAll("extents") Extents extents,
            @ForAll @IntRange(max = 5) int drawnAxis,
            @ForAll boolean logarithm,
            @ForAll @IntRange(min = 1, max = 300) int range,
            @ForAll("runs") DrawnRun run) {
        check(new Softmax(drawnAxis % extents.rank(), logarithm), extents, range, run);
    }

    @Test
    void manyClasses() {
        DrawnRun rows = new DrawnRun(MemoryOrder.ROW_MAJOR, 3, Halo.NONE, Halo.NONE);
        DrawnRun lanes = new DrawnRun(MemoryOrder.LANES, 3, Halo.NONE, new Halo(1, 2, 3, 4));
        for (boolean logarithm : new boolean[] {false, true}) {
            check(new Softmax(1, logarithm), Extents.of(2, 1000), 10, rows);
            check(new Softmax(1, logarithm), Extents.of(2, 1003), 10, lanes);
            check(new Softmax(1, logarithm), Extents.of(1, 300, 6, 7), 10, rows);
            for (int axis = 1; axis <= 3; axis++) {
                check(new Softmax(axis, logarithm), Extents.of(2, 21, 5, 6), 10, lanes);
            }
        }
    }

    private static void check(Softmax operation, Extents extents, int range, DrawnRun run) {
        int axis = operation.axis();
        float[] x = Values.uniform(1, extents.elements());
        for (int i = 0; i < x.length; i++) {
            x[i] *= range;
        }
        double[] expected = new double[x.length];
        double[] bounds = new double[x.length];
        int length = extents.get(axis);
        int[] next = {0};
        Elements.of(
                extents,
                index -> {
                    double[] line = new double[length];
                    for (int i = 0; i < length; i++) {
                        line[i] = x[Elements.place(extents, Elements.with(index, axis, i))];
                    }
                    double max = Arrays.stream(line).max().orElseThrow();
                    double sum = Arrays.stream(line).map(each -> Math.exp(each - max)).sum();
                    int at = next[0]++;
                    double argument = line[index[axis]] - max;
                    // Those of the other exponentials are as large as x − max = −1 at most, since
                    // |a|·e^a has its maximum there.
                    double ofSum = EXPONENTIAL + Tolerance.UNIT * length + Tolerance.sum(length);
                    double rounding = Tolerance.UNIT * (Math.abs(argument) + 3);
                    if (operation.logarithm()) {
                        expected[at] = argument - Math.log(sum);
                        bounds[at] = ofSum + 2 * rounding + Tolerance.UNIT * Math.log(sum) * 2;
                    } else {
                        expected[at] = Math.exp(argument) / sum;
                        double relative = EXPONENTIAL + rounding + ofSum;
                        bounds[at] = relative * expected[at] + 1e-37;
                    }
                    return 0;
                });
        List<float[]> y = run.harness(operation, List.of(extents)).run(Input.computed(extents, x));
        assertWithin("y", y.getFirst(), expected, bounds);
    }

    /** Single numbers and vectors go through the same steps. */
    @Test
    void theBitsDoNotDependOnThePlace() {
        float[] x = Values.uniform(3, 40 * 2);
        float[] y =
                new OperationHarness(new Softmax(0, false), MemoryOrder.ROW_MAJOR)
                        .run(Input.computed(Extents.of(2, 40), x))
                        .getFirst();
        for (int column = 0; column < 40; column++) {
            float[] alone = {x[column], x[40 + column]};
            float[] one =
                    new OperationHarness(new Softmax(0, false), MemoryOrder.ROW_MAJOR)
                            .run(Input.computed(Extents.of(2, 1), alone))
                            .getFirst();
            assertExact("column " + column, one, new float[] {y[column], y[40 + column]});
        }
    }

    @Test
    void hugeNumbersAreNoProblem() {
        float[] x = {-3e38f, 3e38f, 0, Float.NEGATIVE_INFINITY};
        Input input = Input.computed(Extents.of(1, 4), x);
        float[] y =
                new OperationHarness(new Softmax(1, false), MemoryOrder.LANES)
                        .run(input)
                        .getFirst();
        assertWithin("y", y, new double[] {0, 1, 0, 0}, new double[] {1e-37, 0, 1e-37, 1e-37});
    }

    @Test
    void aNaNSpoilsItsOwnLineOnly() {
        float[] x = new float[2 * 40];
        x[3] = Float.NaN;
        for (MemoryOrder order : MemoryOrder.values()) {
            float[] y =
                    new OperationHarness(new Softmax(1, false), order)
                            .run(Input.computed(Extents.of(2, 40), x))
                            .getFirst();
            for (int i = 0; i < 40; i++) {
                assertThat(y[i]).isNaN();
                assertThat(y[40 + i]).isCloseTo(1f / 40, within(1e-8f));
            }
        }
    }

    @Test
    void theAxisHasToBeThere() {
        List<Extents> input = List.of(Extents.of(2, 3));
        assertThat(new Softmax(1, false).outputs(input)).isEqualTo(input);
        assertThatThrownBy(() -> new Softmax(2, true).outputs(input))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("LogSoftmax has no axis 2");
        assertThatThrownBy(() -> new Softmax(-1, true).outputs(input))
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void imagesAreKeptUnlessTheyAreNormalized() {
        List<Value> map = List.of(Value.of("x", Extents.of(2, 3)));
        assertThat(new Softmax(1, false).keepsImages(map, map)).isTrue();
        assertThat(new Softmax(0, false).keepsImages(map, map)).isFalse();
        assertThat(new Softmax(0, false).orders(map, map)).containsExactly(MemoryOrder.ROW_MAJOR);
    }
}
