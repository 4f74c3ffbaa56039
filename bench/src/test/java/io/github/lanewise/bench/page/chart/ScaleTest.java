package io.github.lanewise.bench.page.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

final class ScaleTest {
    @Test
    void ratiosAreSymmetricAroundOne() {
        Scale scale = Scale.ofRatios(DoubleStream.of(0.3, Double.NaN, 4));
        assertThat(scale.from()).isEqualTo(0.2, within(1e-12));
        assertThat(scale.to()).isEqualTo(5, within(1e-12));
        assertThat(scale.position(1)).isEqualTo(0.5, within(1e-12));
        assertThat(scale.ticks(9)).containsExactly(0.2, 0.5, 1.0, 2.0, 5.0);
        assertThat(scale.ticks(3)).containsExactly(0.2, 1.0, 5.0);
    }

    @Test
    void speedsBeginAtZero() {
        Scale scale = Scale.fromZero(DoubleStream.of(87, Double.NaN, 131));
        assertThat(scale.from()).isZero();
        assertThat(scale.to()).isEqualTo(150);
        assertThat(scale.ticks(4)).containsExactly(0.0, 50.0, 100.0, 150.0);
    }

    @Property
    void everyValueIsInside(@ForAll @DoubleRange(min = 0.01, max = 1e5) double value) {
        Scale linear = Scale.fromZero(DoubleStream.of(value));
        assertThat(linear.to()).isBetween(value * (1 - 1e-8), value * 2.6);
        Scale ratios = Scale.ofRatios(DoubleStream.of(value));
        assertThat(value).isBetween(ratios.from() * (1 - 1e-8), ratios.to() * (1 + 1e-8));
    }
}
