package io.github.lanewise.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VggExtentsTest {
    private static VggExtents extents(long channels, long inputs, long classes) {
        return new VggExtents(
                Map.of(
                        "features.0.weight", List.of(64L, channels, 3L, 3L),
                        "classifier.0.weight", List.of(4096L, inputs),
                        "classifier.6.weight", List.of(classes, 4096L)));
    }

    @Test
    void weightsTellChannelsSizeAndClasses() {
        VggExtents torchvision = extents(3, 512 * 7 * 7, 1000);
        assertThat(torchvision.input()).isEqualTo(Vgg.INPUT);
        assertThat(torchvision.classes()).isEqualTo(1000);
        VggExtents small = extents(1, 512 * 2 * 2, 7);
        assertThat(small.input()).isEqualTo(Shape.of(1, 64, 64));
        assertThat(small.classes()).isEqualTo(7);
    }

    @Test
    void whatMakesNoSenseCountsAsTheNetworkOfThePaper() {
        VggExtents none = new VggExtents(Map.of());
        assertThat(none.input()).isEqualTo(Vgg.INPUT);
        assertThat(none.classes()).isEqualTo(1000);
        assertThat(extents(3, 512 * 2, 10).input()).isEqualTo(Vgg.INPUT);
        assertThat(extents(3, 0, 10).input()).isEqualTo(Vgg.INPUT);
        assertThat(extents(0, 512, 0).input()).isEqualTo(Shape.of(3, 32, 32));
        assertThat(extents(3, 512, 0).classes()).isEqualTo(1000);
        assertThat(extents(3, 512, 1L << 40).classes()).isEqualTo(1000);
        assertThat(extents(1 << 20, 512 * 7 * 7, 1).input()).isEqualTo(Vgg.INPUT);
        Map<String, List<Long>> emptyWeight = Map.of("classifier.6.weight", List.of(1000000L, 0L));
        assertThat(new VggExtents(emptyWeight).classes()).isEqualTo(1000);
    }

    /** The smallest VGG there is. */
    @Test
    void weightsOfAnotherSizeLoad(@TempDir Path folder) {
        Path file = folder.resolve("vgg.safetensors");
        Model model = Models.named("vgg11-bn").orElseThrow();
        try (Network network = extents(1, 512, 3).build(Vgg.VGG11.withBatchNorm())) {
            network.parameters().getLast().set(new float[] {1, 2, 3});
            WeightsFile.save(network, file, Map.of());
        }
        try (Network network = WeightsFile.open(model, file)) {
            assertThat(network.input()).isEqualTo(Shape.of(1, 32, 32));
            assertThat(network.output()).isEqualTo(Shape.vector(3));
            Parameter last = network.parameters().getLast();
            assertThat(last.toArray()).containsExactly(1, 2, 3);
        }
        assertThatThrownBy(() -> WeightsFile.open(Models.LENET5, file))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("missing: 'conv1.weight'");
    }
}
