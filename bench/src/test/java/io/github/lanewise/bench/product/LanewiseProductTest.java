package io.github.lanewise.bench.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.bench.FlopCounter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LanewiseProductTest {
    @ParameterizedTest
    @ValueSource(strings = {"5x3x112", "48x64x128", "1x7x16"})
    void agreesWithAPlainProductAndCounts(String extents) {
        LanewiseProduct benchmark = new LanewiseProduct();
        benchmark.extents = extents;
        benchmark.prepare();
        FlopCounter counter = new FlopCounter();
        benchmark.multiply(counter);
        double multiplyAdds = 1;
        for (String extent : extents.split("x", -1)) {
            multiplyAdds *= Integer.parseInt(extent);
        }
        assertThat(counter.gflops).isEqualTo(2e-9 * multiplyAdds, within(1e-12));
        benchmark.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"48x64x130", "48x64", "axbxc"})
    void othersAreRefused(String extents) {
        LanewiseProduct benchmark = new LanewiseProduct();
        benchmark.extents = extents;
        assertThatThrownBy(benchmark::prepare)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(extents);
    }
}
