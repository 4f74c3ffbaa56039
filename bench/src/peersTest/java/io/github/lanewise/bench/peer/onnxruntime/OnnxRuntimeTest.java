package io.github.lanewise.bench.peer.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.bench.convolution.DataLayout;
import io.github.lanewise.bench.convolution.Direction;
import io.github.lanewise.bench.network.BenchmarkNetwork;
import io.github.lanewise.bench.peer.AwkwardConvolutions;
import io.github.lanewise.bench.peer.Peer;
import io.github.lanewise.bench.shape.ConvShape;
import io.github.lanewise.engine.network.Network;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What ONNX Runtime computes from our models agrees with the formulas. */
class OnnxRuntimeTest {
    @ParameterizedTest
    @MethodSource("io.github.lanewise.bench.peer.AwkwardConvolutions#withLayouts")
    void convolutionsAgree(String layer, DataLayout layout) {
        AwkwardConvolutions.check(new OnnxRuntimeConvolution(), layer, layout);
    }

    @ParameterizedTest
    @CsvSource({"LENET5, 1", "LENET5, 3", "VGG28, 2"})
    void networksAgree(BenchmarkNetwork network, int images) {
        OnnxRuntimeInference benchmark = new OnnxRuntimeInference();
        benchmark.network = network;
        benchmark.images = images;
        benchmark.threads = 2;
        benchmark.prepare();
        benchmark.close();
    }

    /** MobileNet has two outputs. */
    @ParameterizedTest
    @CsvSource({"lenet-5, 1, 1", "lenet-5, 64, 2", "mobilenet-v1, 2, 1"})
    void filesAgree(String model, int images, int threads) {
        OnnxRuntimeOnnx benchmark = new OnnxRuntimeOnnx();
        benchmark.model = model;
        benchmark.images = images;
        benchmark.threads = threads;
        benchmark.prepare();
        benchmark.run();
        benchmark.close();
    }

    @Test
    void latency() {
        OnnxRuntimeOnnxLatency benchmark = new OnnxRuntimeOnnxLatency();
        benchmark.model = "lenet-5";
        benchmark.images = 1;
        benchmark.threads = 1;
        benchmark.prepare();
        benchmark.call();
        benchmark.close();
    }

    @Test
    void eachCallReadsItsOwnImage() {
        try (Network network = BenchmarkNetwork.LENET5.build();
                OnnxRuntimeClassifier classifier = new OnnxRuntimeClassifier(network, 1, 1)) {
            float[] black = classifier.predict(new float[28 * 28]);
            float[] grey = new float[28 * 28];
            Arrays.fill(grey, 0.5f);
            assertThat(classifier.predict(grey)).isNotEqualTo(black);
            assertThat(classifier.predict(new float[28 * 28])).isEqualTo(black);
        }
    }

    @Test
    void aModelThatIsNoneIsRefused() {
        long[] extents = {1};
        assertThatThrownBy(() -> new OnnxRuntimeSession(new byte[] {1, 2}, extents, extents, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("ONNX Runtime says: ");
    }

    @Test
    void startsAndPredicts() throws IOException, InterruptedException {
        OnnxRuntimeStartup startup = new OnnxRuntimeStartup();
        startup.prepare();
        try {
            assertThat(startup.firstPrediction()).matches("predicted [0-9]");
        } finally {
            startup.close();
        }
    }

    @Test
    void isFoundWithWhatItHas() {
        Peer peer =
                Peer.all().stream()
                        .filter(OnnxRuntimePeer.class::isInstance)
                        .findFirst()
                        .orElseThrow();
        assertThat(peer.version()).matches("\\d+\\.\\d+\\.\\d+");
        ConvShape shape = ConvShape.named("32x32_3x3_14_p1_n1");
        assertThat(peer.convolution(shape, Direction.FORWARD))
                .contains(OnnxRuntimeConvolution.class);
        assertThat(peer.convolution(shape, Direction.BACKWARD_DATA)).isEmpty();
        assertThat(peer.trainingStep()).isEmpty();
        assertThat(peer.onnx()).contains(OnnxRuntimeOnnx.class);
        assertThat(peer.onnxLatency()).contains(OnnxRuntimeOnnxLatency.class);
        assertThat(peer.onnxStartup()).contains(OnnxRuntimeStartup.class);
    }
}
