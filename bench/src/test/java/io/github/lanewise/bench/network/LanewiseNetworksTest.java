package io.github.lanewise.bench.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.bench.FlopCounter;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole networks set themselves up, agree with the reference and count. */
final class LanewiseNetworksTest {
    @ParameterizedTest
    @EnumSource(names = {"LENET5", "VGG28"})
    void trainingStep(BenchmarkNetwork network) {
        LanewiseTrainingStep benchmark = new LanewiseTrainingStep();
        benchmark.network = network;
        benchmark.threads = 2;
        benchmark.prepare();
        FlopCounter flops = new FlopCounter();
        ImageCounter images = new ImageCounter();
        assertThat(benchmark.step(flops, images)).isPositive();
        assertThat(flops.gflops).isPositive();
        assertThat(images.images).isEqualTo(64);
        benchmark.close();
    }

    /** Trains like Lanewise, but for the filters of the first layer, which stay as they were. */
    private record Wrong(TrainingSubject right, Network model) implements TrainingSubject {
        @Override
        public double step(int batch) {
            float[] first = model.parameters().getFirst().toArray();
            double loss = right.step(batch);
            model.parameters().getFirst().set(first);
            return loss;
        }

        @Override
        public float[][] parameters() {
            return right.parameters();
        }

        @Override
        public void close() {
            right.close();
        }
    }

    @Test
    void wrongUpdateIsNoticed() {
        // JMH's processor would want a named class to be a benchmark that it can run.
        TrainingStepBenchmark benchmark =
                new TrainingStepBenchmark() {
                    @Override
                    protected TrainingSubject subject(
                            Network model, TrainingData data, int threadCount) {
                        return new Wrong(
                                new LanewiseTrainingSubject(model, data, threadCount), model);
                    }
                };
        benchmark.network = BenchmarkNetwork.LENET5;
        benchmark.threads = 1;
        assertThatThrownBy(benchmark::prepare)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The gradient of the first step has a slope of");
        benchmark.close();
    }

    @Test
    void augmentation() {
        AugmentationBenchmark benchmark = new AugmentationBenchmark();
        benchmark.kind = AugmentationBenchmark.Kind.BOTH;
        benchmark.prepare();
        float[] first = new float[16 * 28 * 28];
        float[] second = new float[16 * 28 * 28];
        Tensor tensor = benchmark.load();
        tensor.store(first, 0, tensor.layout().images());
        benchmark.load().store(second, 0, tensor.layout().images());
        assertThat(first).isNotEqualTo(second).contains(0.0f);
        assertThat(benchmark.step()).isPositive();
        benchmark.close();
    }

    @Test
    void warmUp() {
        LanewiseWarmUp benchmark = new LanewiseWarmUp();
        benchmark.network = BenchmarkNetwork.LENET5;
        benchmark.threads = 2;
        benchmark.prepare();
        ImageCounter images = new ImageCounter();
        assertThat(benchmark.step(images, new StepCounter())).isPositive();
        assertThat(benchmark.step(images, new StepCounter())).isPositive();
        assertThat(images.images).isEqualTo(128);
        benchmark.close();
    }

    @Test
    void epochLearnsFromAllBatches() {
        LanewiseEpoch benchmark = new LanewiseEpoch();
        benchmark.network = BenchmarkNetwork.LENET5;
        benchmark.threads = 2;
        benchmark.prepare();
        int batches = Math.ceilDiv(60_000, 64);
        // Labels are random, so a loss near ln 10 is all that can be learnt.
        assertThat(benchmark.epoch() / batches).isBetween(2.2, 2.5);
        benchmark.close();
    }

    /** The last batch of an epoch may be smaller. */
    @Test
    void batchesMayBeIncomplete() {
        try (Network network = BenchmarkNetwork.LENET5.build()) {
            TrainingData data = new TrainingData(network.input(), 10, 8, 11);
            assertThat(data.batches()).isEqualTo(2);
            try (TrainingSubject subject = new LanewiseTrainingSubject(network, data, 1)) {
                assertThat(subject.step(1)).isPositive();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64})
    void inference(int images) {
        for (BenchmarkNetwork network : List.of(BenchmarkNetwork.LENET5, BenchmarkNetwork.VGG28)) {
            LanewiseInference benchmark = new LanewiseInference();
            benchmark.network = network;
            benchmark.images = images;
            benchmark.threads = 2;
            benchmark.prepare();
            assertThat(benchmark.predict()).hasSize(10 * images);
            benchmark.close();
        }
    }

    @Test
    void startUp() throws IOException, InterruptedException {
        LanewiseStartup benchmark = new LanewiseStartup();
        benchmark.prepare();
        assertThat(benchmark.firstPrediction()).matches("predicted \\d");
        benchmark.close();
    }

    @Test
    void programThatFailsIsNoMeasurement() throws IOException {
        LanewiseStartup benchmark =
                new LanewiseStartup() {
                    @Override
                    protected List<String> jvmOptions() {
                        return List.of(); // No file of weights is named.
                    }
                };
        assertThatThrownBy(benchmark::prepare)
                .hasMessageContaining("ended with status 1 and without a prediction");
        benchmark.close();
    }
}
