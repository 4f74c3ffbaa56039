package io.github.lanewise.mnist.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.mnist.page.Axis.Tick;
import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

final class AxisTest {
    private static final double NONE = Double.POSITIVE_INFINITY;

    private static List<String> labels(Axis axis) {
        return axis.ticks().stream().map(Tick::label).toList();
    }

    @Test
    void endsAtRoundNumbers() {
        assertThat(labels(Axis.covering(DoubleStream.of(0.0311, 0.2614), 0, NONE)))
                .containsExactly("0", "0.1", "0.2", "0.3");
        assertThat(labels(Axis.covering(DoubleStream.of(91.8, 99.3), 0, 100)))
                .containsExactly("90", "92", "94", "96", "98", "100");
        assertThat(labels(Axis.covering(DoubleStream.of(0, 106_000), 0, NONE)))
                .containsExactly("0", "50,000", "100,000", "150,000");
        assertThat(labels(Axis.covering(DoubleStream.of(0, 2e-7), 0, NONE)))
                .containsExactly("0", "5e-8", "1e-7", "1.5e-7", "2e-7");
    }

    @Test
    void oneValueHasRoomAround() {
        assertThat(labels(Axis.covering(DoubleStream.of(100, 100), 0, 100)))
                .startsWith("94")
                .endsWith("100");
        Axis zero = Axis.covering(DoubleStream.of(0), 0, NONE);
        assertThat(zero.from()).isZero();
        assertThat(zero.to()).isEqualTo(1);
    }

    @Test
    void valuesThatAreNoNumbersAreLeftOut() {
        Axis axis =
                Axis.covering(
                        DoubleStream.of(Double.NaN, 1, Double.NEGATIVE_INFINITY, 2, 1e300),
                        0,
                        NONE);
        assertThat(axis.from()).isEqualTo(1);
        assertThat(axis.to()).isEqualTo(2);
        assertThat(Axis.covering(DoubleStream.of(Double.NaN), 0, 100).ticks()).isNotEmpty();
    }

    @Test
    void epochsAreWhole() {
        assertThat(labels(Axis.whole(1, 3))).containsExactly("1", "2", "3");
        assertThat(labels(Axis.whole(1, 20))).containsExactly("5", "10", "15", "20");
        assertThat(labels(Axis.whole(1, 1))).containsExactly("1");
        assertThat(Axis.whole(1, 1).position(1)).isEqualTo(0.5);
    }

    @Property
    void everyValueIsBetweenTicks(
            @ForAll @DoubleRange(min = -1e29, max = 1e29) double one,
            @ForAll @DoubleRange(min = -1e3, max = 1e3) double two) {
        hasRoundTicks(Axis.covering(DoubleStream.of(one, two), 0, NONE), one, two);
    }

    @Property
    void smallValuesAreBetweenTicks(
            @ForAll @DoubleRange(min = 1e-9, max = 1) @Scale(12) double one,
            @ForAll @DoubleRange(min = 0, max = 1.1) double factor) {
        hasRoundTicks(Axis.covering(DoubleStream.of(one, one * factor), 0, 1), one, one * factor);
    }

    private static void hasRoundTicks(Axis axis, double one, double two) {
        assertThat(axis.position(one)).isBetween(0.0, 1.0);
        assertThat(axis.position(two)).isBetween(0.0, 1.0);
        List<Tick> ticks = axis.ticks();
        assertThat(ticks).hasSizeBetween(2, 7);
        assertThat(labels(axis)).doesNotHaveDuplicates();
        double step = axis.step().doubleValue();
        for (int i = 1; i < ticks.size(); i++) {
            double distance = ticks.get(i).value() - ticks.get(i - 1).value();
            assertThat(distance).isCloseTo(step, within(step * 1e-6));
        }
        assertThat(axis.step().unscaledValue().intValueExact()).isIn(1, 2, 5);
        assertThat(axis.position(ticks.getFirst().value())).isCloseTo(0, within(1e-6));
        assertThat(axis.position(ticks.getLast().value())).isCloseTo(1, within(1e-6));
    }

    @Property
    void wholeAxesHaveFewTicks(
            @ForAll @IntRange(min = 1, max = 100) int first,
            @ForAll @IntRange(min = 0, max = 100_000) int more) {
        Axis axis = Axis.whole(first, first + more);
        assertThat(axis.ticks()).hasSizeBetween(1, 6);
        assertThat(axis.ticks())
                .allSatisfy(tick -> assertThat(tick.value()).isEqualTo(Math.rint(tick.value())));
    }
}
