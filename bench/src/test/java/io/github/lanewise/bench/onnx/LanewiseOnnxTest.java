package io.github.lanewise.bench.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.models.family.ClassicNetwork;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.annotations.Param;

/** Models set themselves up, agree with the plain graph and run. */
final class LanewiseOnnxTest {
    /** MobileNet has two outputs. */
    @ParameterizedTest
    @CsvSource({"lenet-5, 1, 1", "lenet-5, 64, 2", "mobilenet-v1, 1, 2", "shufflenet-v2, 3, 1"})
    void model(String model, int images, int threads) {
        LanewiseOnnx benchmark = new LanewiseOnnx();
        benchmark.model = model;
        benchmark.images = images;
        benchmark.threads = threads;
        benchmark.prepare();
        benchmark.run();
        benchmark.close();
    }

    @Test
    void latency() {
        LanewiseOnnxLatency benchmark = new LanewiseOnnxLatency();
        benchmark.model = "lenet-5";
        benchmark.images = 1;
        benchmark.threads = 1;
        benchmark.prepare();
        benchmark.call();
        benchmark.close();
    }

    @Test
    void startup() throws IOException, InterruptedException {
        LanewiseOnnxStartup benchmark = new LanewiseOnnxStartup();
        benchmark.prepare();
        assertThat(benchmark.firstPrediction()).matches("predicted \\d");
        benchmark.close();
    }

    @Test
    void everyModelHasANetwork() throws NoSuchFieldException {
        Param models = OnnxBenchmark.class.getField("model").getAnnotation(Param.class);
        assertThat(List.of(models.value()))
                .allSatisfy(name -> assertThat(ClassicNetwork.named(name)).isPresent());
        assertThatThrownBy(() -> OnnxState.of("lenet-6", 1, 1, LanewiseOnnxSubject::new))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no network 'lenet-6'; take one of [lenet-5, ");
    }

    /** Computes the first image and leaves the last as it was. */
    private record Lazy(OnnxSubject right, CallerMemory output) implements OnnxSubject {
        @Override
        public void run() {
            long last = output.memory().byteSize() - Float.BYTES;
            right.run();
            output.memory().set(ValueLayout.JAVA_FLOAT, last, Float.NaN);
        }

        @Override
        public void close() {
            right.close();
        }
    }

    @Test
    void wrongImageIsNoticed() {
        assertThatThrownBy(() ->
                        OnnxState.of(
                                "lenet-5",
                                5,
                                1,
                                call ->
                                        new Lazy(
                                                new LanewiseOnnxSubject(call),
                                                call.outputs().getFirst())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The largest error of output logits of image 5 is NaN");
    }
}
