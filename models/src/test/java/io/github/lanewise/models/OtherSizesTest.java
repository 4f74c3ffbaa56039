package io.github.lanewise.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The networks for digits, built for other images and classes. */
class OtherSizesTest {
    @TempDir private Path folder;

    @Test
    void theStandardSizeIsTheNetworkAsItWas() {
        for (Model model : Models.forDigits()) {
            try (Network standard = model.build(7);
                    Network sized = model.build(Shape.of(1, 28, 28), 10, 7);
                    Network fitted = model.buildFor(Map.of())) {
                assertThat(floats(sized)).isEqualTo(floats(standard));
                assertThat(fitted.input()).isEqualTo(Shape.of(1, 28, 28));
                assertThat(fitted.output()).isEqualTo(Shape.vector(10));
            }
        }
    }

    private static float[] floats(Network network) {
        List<float[]> arrays = network.parameters().stream().map(Parameter::toArray).toList();
        FloatBuffer all =
                FloatBuffer.allocate(arrays.stream().mapToInt(array -> array.length).sum());
        arrays.forEach(all::put);
        return all.array();
    }

    @Test
    void parametersFollowImagesAndClasses() {
        // 3·6·25+6, 6·16·25+16, 16·3·6·120+120, 120·84+84, 84·5+5
        assertParameters(Models.LENET5, 456 + 2416 + 34680 + 10164 + 425);
        assertParameters(Models.LENET5_1998, 456 + 2416 + 34680 + 10164 + 425);
        // 3·32·9+32, 32·32·9+32, 32·64·9+64, 64·64·9+64, 64·5·8·128+128, 128·5+5
        assertParameters(Models.VGG28, 896 + 9248 + 18496 + 36928 + 327808 + 645);
        // 3·32·9+32, 32·32·9+32, 32·64·9+64, 64·64·9+64, 64·128·9+128, 128·128·9+128,
        // 2·(32+32+64+64+128+128), 128·5+5
        assertParameters(Models.VGG28_BN, 896 + 9248 + 18496 + 36928 + 73856 + 147584 + 896 + 645);
    }

    private static void assertParameters(Model model, long parameters) {
        try (Network network = model.build(Shape.of(3, 20, 32), 5, 1)) {
            assertThat(network.output()).isEqualTo(Shape.vector(5));
            assertThat(Summary.of(network).parameters()).isEqualTo(parameters);
        }
    }

    @Test
    void theSmallestImagesAreTaken() {
        Models.LENET5.build(Shape.of(1, 12, 13), 2, 1).close();
        Models.VGG28.build(Shape.of(1, 5, 4), 2, 1).close();
        Models.VGG28_BN.build(Shape.of(1, 17, 16), 2, 1).close();
    }

    @Test
    void imagesAndClassesThatCannotBeAreRefused() {
        assertRefused(
                Models.LENET5,
                Shape.of(1, 28, 11),
                10,
                "LeNet-5 needs images of at least 12×12 pixels, but these are 28×11; take larger images or another model.");
        assertRefused(
                Models.VGG28,
                Shape.of(1, 3, 28),
                10,
                "vgg28 needs images of at least 4×4 pixels, but these are 3×28; take larger images or another model.");
        assertRefused(
                Models.VGG28_BN,
                Shape.of(1, 28, 15),
                10,
                "vgg28-bn needs images of at least 16×16 pixels, but these are 28×15; take larger images or another model.");
        assertRefused(
                Models.VGG28_BN,
                Shape.of(1, 28, 28),
                1,
                "vgg28-bn tells at least two classes apart, but there is 1.");
        assertRefused(
                Models.VGG28,
                Shape.of(1, 8192, 8192),
                10,
                "vgg28 would need 34359738368 weights behind its last pooling for images of 8192×8192 pixels; make the images smaller.");
        assertRefused(
                Models.LENET5_1998,
                Shape.of(1, 28, 28),
                1,
                "LeNet-5 tells at least two classes apart, but there is 1.");
    }

    private static void assertRefused(Model model, Shape input, int classes, String message) {
        assertThatThrownBy(() -> model.build(input, classes, 1))
                .isInstanceOf(ShapeException.class)
                .hasMessage(message);
    }

    @Test
    void weightsTellTheirImagesAndClasses() {
        for (Model model : Models.forDigits()) {
            if (!model.equals(Models.VGG28_BN)) { // its weights are for any number of pixels
                assertReopened(model, Shape.of(3, 32, 32), Optional.empty());
            }
            assertReopened(model, Shape.of(2, 20, 35), Optional.of(Shape.of(2, 20, 35)));
        }
    }

    private void assertReopened(Model model, Shape input, Optional<Shape> told) {
        Path file = folder.resolve("weights.safetensors");
        try (Network network = model.build(input, 7, 3)) {
            WeightsFile.save(network, file, Map.of());
            try (Network reopened = WeightsFile.open(model, file, told)) {
                assertThat(reopened.input()).isEqualTo(input);
                assertThat(reopened.output()).isEqualTo(Shape.vector(7));
                assertThat(floats(reopened)).isEqualTo(floats(network));
            }
        }
    }

    /** Else a small file could make a network of any size. */
    @Test
    void whatIsSaidOfImagesCountsOnlyWhereTheWeightsAgree() {
        Map<String, List<Long>> extents =
                Map.of(
                        "conv1.weight", List.of(6L, 1L, 5L, 5L),
                        "fc1.weight", List.of(120L, 400L),
                        "fc3.weight", List.of(1L, 84L));
        for (Shape told :
                List.of(Shape.of(1, 40000, 40000), Shape.of(3, 28, 28), Shape.of(1, 2, 2))) {
            try (Network network = Models.LENET5.buildFor(extents, Optional.of(told))) {
                assertThat(network.input()).isEqualTo(Shape.of(1, 28, 28));
                assertThat(network.output()).isEqualTo(Shape.vector(10));
            }
        }
        Map<String, List<Long>> huge = Map.of("fc1.weight", List.of(120L, 1L << 25));
        try (Network network = Models.LENET5.buildFor(huge)) {
            assertThat(network.input()).isEqualTo(Shape.of(1, 28, 28));
        }
    }
}
