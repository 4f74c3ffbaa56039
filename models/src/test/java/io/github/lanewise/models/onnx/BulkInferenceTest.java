package io.github.lanewise.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.parallel.Team;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.models.family.ClassicNetwork;
import io.github.lanewise.models.family.Exporter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many images at once give what single images give. */
final class BulkInferenceTest {
    @TempDir Path folder;

    private OnnxModel load(String name, Exporter exporter) {
        ClassicNetwork network = ClassicNetwork.named(name).orElseThrow();
        Path file = folder.resolve(name + ".onnx");
        network.model(network.small().exporter(exporter)).write(file);
        return Onnx.load(file, OnnxOptions.DEFAULT.withThreads(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lenet-5", "lenet-5-1998", "vgg-28"})
    void manyImagesOfAChainOfLayersGiveWhatSingleOnesGive(String name) {
        try (OnnxModel model = load(name, Exporter.PYTORCH)) {
            Optional<Network> chain = ChainNetwork.of(model.graph());
            assertThat(chain).isPresent();
            chain.orElseThrow().close();
            int images = 4 * Tensor.LANES + 3;
            try (Team team = new Team(1);
                    BulkInference bulk = new BulkInference(model.graph(), team)) {
                assertThat(bulk.images(images)).isEqualTo(images - 3);
                assertThat(bulk.images(4 * Tensor.LANES - 1)).isZero();
            }
            int floats = model.graph().inputs().getFirst().extents().elements();
            Random random = new Random(5);
            float[] all = new float[images * floats];
            for (int i = 0; i < all.length; i++) {
                all[i] = (float) random.nextGaussian();
            }
            float[] together = model.run(all);
            assertThat(model.run(all)).isEqualTo(together);
            int classes = together.length / images;
            for (int n = 0; n < images; n++) {
                float[] one = model.run(Arrays.copyOfRange(all, n * floats, (n + 1) * floats));
                for (int k = 0; k < classes; k++) {
                    assertThat(together[n * classes + k]).isCloseTo(one[k], within(2e-4f));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet-18", "googlenet", "mobilenet-v1"})
    void aGraphThatIsNoChainIsNoNetwork(String name) {
        try (OnnxModel model = load(name, Exporter.PYTORCH)) {
            assertThat(ChainNetwork.of(model.graph())).isEmpty();
        }
    }
}
