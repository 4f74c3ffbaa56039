package io.github.lanewise.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.bench.TrainingStepBenchmark.Step;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.models.LeNet5;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every benchmark sets itself up, agrees with its reference and counts what it does. */
final class BenchmarksTest {
    @Test
    void peak() {
        new FmaPeakBenchmark().check();
        assertThat(new FmaPeak(new Workers(1)).gflops()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5x3x7", "48x64x8"})
    void outerProduct(String extents) {
        OuterProductBenchmark benchmark = new OuterProductBenchmark();
        benchmark.extents = extents;
        benchmark.prepare();
        FlopCounter counter = new FlopCounter();
        benchmark.multiply(counter);
        assertThat(counter.gflops).isPositive();
        benchmark.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1x6_5x5_28_p2, FORWARD", "1x6_5x5_28_p2, BACKWARD_DATA", "1x6_5x5_28_p2, BACKWARD_WEIGHTS",
        "6x16_5x5_14, FORWARD", "6x16_5x5_14, BACKWARD_DATA", "6x16_5x5_14, BACKWARD_WEIGHTS"
    })
    void convolution(String layer, ConvolutionBenchmark.Direction direction) {
        ConvolutionBenchmark benchmark = new ConvolutionBenchmark();
        benchmark.layer = layer;
        benchmark.direction = direction;
        benchmark.prepare();
        benchmark.run(new FlopCounter());
        benchmark.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"400x120", "84x10"})
    void dense(String layer) {
        DenseBenchmark benchmark = new DenseBenchmark();
        benchmark.layer = layer;
        benchmark.prepare();
        benchmark.close();
    }

    @ParameterizedTest
    @EnumSource
    void pool(PoolBenchmark.Kind kind) {
        PoolBenchmark benchmark = new PoolBenchmark();
        benchmark.kind = kind;
        benchmark.input = "6x28x28";
        benchmark.prepare();
        benchmark.close();
    }

    @ParameterizedTest
    @EnumSource
    void activation(ActivationBenchmark.Kind kind) {
        ActivationBenchmark benchmark = new ActivationBenchmark();
        benchmark.kind = kind;
        benchmark.prepare();
        benchmark.close();
    }

    @ParameterizedTest
    @EnumSource
    void optimizer(OptimizerBenchmark.Kind kind) {
        OptimizerBenchmark benchmark = new OptimizerBenchmark();
        benchmark.kind = kind;
        benchmark.prepare();
        benchmark.close();
    }

    @Test
    void trainingStep() {
        Step step = new Step();
        step.threads = 2;
        step.prepare();
        TrainingStepBenchmark.Counter counter = new TrainingStepBenchmark.Counter();
        assertThat(new TrainingStepBenchmark().step(step, counter)).isPositive();
        assertThat(counter.images).isEqualTo(64);
        step.close();
    }

    /** Counted by hand: 64→64 channels, 3×3, 14×14 outputs. */
    @Test
    void convolutionCountsTheDirectAlgorithm() {
        long flop = Flops.convolution(Conv2d.of(64, 3).padding(1).geometry(Shape.of(64, 14, 14)));
        assertThat(flop).isEqualTo(2L * 64 * 14 * 14 * 64 * 9 * Tensor.LANES);
    }

    /** LeNet-5 has 416,520 multiply-adds forward, of which the first layer has 117,600. */
    @Test
    void trainingLeavesOutTheGradientOfTheImages() {
        try (Network network = LeNet5.modern(1)) {
            assertThat(Flops.trainingStep(network, 2)).isEqualTo(2L * 2 * (3 * 416_520 - 117_600));
        }
    }
}
