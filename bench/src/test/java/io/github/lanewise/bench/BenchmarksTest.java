package io.github.lanewise.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.bench.shape.ConvShape;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.models.LeNet5;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Benchmarks of layers and the optimizer set themselves up, agree with their references and count.
 */
final class BenchmarksTest {
    @ParameterizedTest
    @ValueSource(strings = {"400x120", "84x10"})
    void dense(String layer) {
        DenseBenchmark benchmark = new DenseBenchmark();
        benchmark.layer = layer;
        benchmark.prepare();
        FlopCounter counter = new FlopCounter();
        benchmark.forward(counter);
        double forward = counter.gflops;
        benchmark.backward(counter);
        assertThat(forward).isPositive();
        assertThat(counter.gflops).isEqualTo(3 * forward);
        benchmark.close();
    }

    @ParameterizedTest
    @EnumSource
    void pool(PoolBenchmark.Kind kind) {
        PoolBenchmark benchmark = new PoolBenchmark();
        benchmark.kind = kind;
        benchmark.input = "6x28x28";
        benchmark.prepare();
        ByteCounter counter = new ByteCounter();
        benchmark.forward(counter);
        benchmark.backward(counter);
        assertThat(counter.gigabytes).isPositive();
        benchmark.close();
    }

    @ParameterizedTest
    @EnumSource
    void activation(ActivationBenchmark.Kind kind) {
        ActivationBenchmark benchmark = new ActivationBenchmark();
        benchmark.kind = kind;
        benchmark.prepare();
        ByteCounter counter = new ByteCounter();
        benchmark.forward(counter);
        benchmark.backward(counter);
        assertThat(counter.gigabytes).isPositive();
        benchmark.close();
    }

    @ParameterizedTest
    @EnumSource
    void optimizer(OptimizerBenchmark.Kind kind) {
        OptimizerBenchmark benchmark = new OptimizerBenchmark();
        benchmark.kind = kind;
        benchmark.prepare();
        ByteCounter counter = new ByteCounter();
        benchmark.update(counter);
        assertThat(counter.gigabytes).isPositive();
        benchmark.close();
    }

    /** Counted by hand: 64→32 channels, 3×3, 7×14 outputs, 5 images. */
    @Test
    void convolutionCountsTheDirectAlgorithm() {
        long flop = Flops.convolution(ConvShape.named("64x32_3x3_14_s2x1_p1_n5"));
        assertThat(flop).isEqualTo(2L * 5 * 32 * 7 * 14 * 64 * 9);
        assertThat(Flops.convolution(ConvShape.named("64x32_3x3_14_s2x1_p1_g2_n5")))
                .isEqualTo(flop / 2);
    }

    /** LeNet-5 has 416,520 multiply-adds forward, of which the first layer has 117,600. */
    @Test
    void trainingLeavesOutTheGradientOfTheImages() {
        try (Network network = LeNet5.modern(1)) {
            assertThat(Flops.trainingStep(network, 2)).isEqualTo(2L * 2 * (3 * 416_520 - 117_600));
        }
    }
}
