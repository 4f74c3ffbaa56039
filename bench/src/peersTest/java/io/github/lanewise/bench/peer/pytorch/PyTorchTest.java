package io.github.lanewise.bench.peer.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What PyTorch computes agrees with the formulas. */
class PyTorchTest {
    @ParameterizedTest
    @MethodSource("io.github.lanewise.bench.peer.AwkwardConvolutions#withLayouts")
    void convolutionsAgree(String layer, DataLayout layout) {
        AwkwardConvolutions.check(new PyTorchConvolution(), layer, layout);
    }

    @ParameterizedTest
    @CsvSource({"LENET5, 1", "LENET5, 3", "VGG28, 2"})
    void networksAgree(BenchmarkNetwork network, int images) {
        PyTorchInference benchmark = new PyTorchInference();
        benchmark.network = network;
        benchmark.images = images;
        benchmark.threads = 1;
        benchmark.prepare();
        benchmark.close();
    }

    @Test
    void eachCallReadsItsOwnImage() {
        try (Network network = BenchmarkNetwork.LENET5.build();
                PyTorchClassifier classifier = PyTorchClassifier.of(network, 1, 1)) {
            float[] black = classifier.predict(new float[28 * 28]);
            float[] grey = new float[28 * 28];
            Arrays.fill(grey, 0.5f);
            assertThat(classifier.predict(grey)).isNotEqualTo(black);
            assertThat(classifier.predict(new float[28 * 28])).isEqualTo(black);
        }
    }

    @Test
    void startsAndPredicts() throws IOException, InterruptedException {
        PyTorchStartup startup = new PyTorchStartup();
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
                Peer.all().stream().filter(PyTorchPeer.class::isInstance).findFirst().orElseThrow();
        assertThat(peer.version()).matches("\\d+\\.\\d+\\.\\d+ with DJL \\d+\\.\\d+\\.\\d+");
        ConvShape shape = ConvShape.named("32x32_3x3_14_p1_n1");
        assertThat(peer.convolution(shape, Direction.FORWARD)).contains(PyTorchConvolution.class);
        assertThat(peer.convolution(shape, Direction.BACKWARD_WEIGHTS)).isEmpty();
        assertThat(peer.trainingStep()).contains(PyTorchTrainingStep.class);
    }
}
