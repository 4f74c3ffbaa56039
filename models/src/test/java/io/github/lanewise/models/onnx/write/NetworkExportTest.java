package io.github.lanewise.models.onnx.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.activation.Tanh;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.pool.AveragePool2d;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.regularization.Dropout;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Workspace;
import io.github.lanewise.models.LeNet5;
import io.github.lanewise.models.Model;
import io.github.lanewise.models.Models;
import io.github.lanewise.models.Vgg;
import io.github.lanewise.models.Vgg28;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX Runtime runs what is exported and agrees with the engine. */
class NetworkExportTest {
    private static final int SEED = 7;

    @Test
    void lenet5() {
        try (Network modern = LeNet5.modern(SEED);
                Network classic = LeNet5.classic1998(SEED)) {
            ExportAgreement.check(modern, 3, SEED);
            ExportAgreement.check(classic, 3, SEED);
        }
    }

    @Test
    void vgg28() {
        try (Network network = Vgg28.of(SEED)) {
            ExportAgreement.check(network, 2, SEED);
        }
    }

    @Test
    void networksForOtherImages() {
        for (Model model : Models.forDigits()) {
            try (Network network = model.build(Shape.of(3, 20, 33), 5, SEED)) {
                ExportAgreement.check(network, 2, SEED);
            }
        }
    }

    @Test
    void vggWithBatchNorm() {
        Vgg vgg = Vgg.VGG11.withBatchNorm();
        try (Network network = vgg.layers(Shape.of(3, 32, 32), 10).build(SEED)) {
            ExportAgreement.check(network, 1, SEED);
        }
    }

    /** Vectors without a Flatten, and images made of vectors. */
    @Test
    void ranksChangeWhereOnnxNeedsIt() {
        Shape vector = Shape.vector(5);
        try (Network network =
                Network.of(vector)
                        .add(Dense.of(4).withoutBias())
                        .add(new Flatten())
                        .add(Conv2d.of(3, 1))
                        .add(new Tanh())
                        .add(AveragePool2d.of(1))
                        .add(Dense.of(3))
                        .add(MaxPool2d.of(1))
                        .add(new Flatten())
                        .build(SEED)) {
            ExportAgreement.check(network, 2, SEED);
        }
    }

    @Test
    void aNetworkOfNothingButDropoutIsAnIdentity() {
        try (Network network = Network.of(Shape.of(2, 1, 2)).add(Dropout.of(0.5)).build(SEED)) {
            byte[] model = NetworkExport.of(network).model().toBytes();
            OnnxRuntime.Values images =
                    OnnxRuntime.Values.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 1, 2);
            assertThat(OnnxRuntime.run(model, Map.of("input", images)))
                    .containsExactly(Map.entry("logits", images));
        }
    }

    @Test
    void theNumberOfImagesCanBeFixed() {
        try (Network network = LeNet5.modern(SEED)) {
            byte[] model = NetworkExport.of(network).images(2).model().toBytes();
            float[] images = new float[3 * LeNet5.INPUT.elements()];
            assertThatThrownBy(() ->
                            OnnxRuntime.run(
                                    model,
                                    Map.of("input", OnnxRuntime.Values.of(images, 3, 1, 28, 28))))
                    .hasMessageContaining("index: 0 Got: 3 Expected: 2");
        }
    }

    @Test
    void metadataIsInTheFile(@TempDir Path folder) throws IOException {
        Map<String, String> metadata = Map.of("pixel_scale", "0.5", "model", "lenet5");
        try (Network network = LeNet5.modern(SEED)) {
            OnnxModel model = NetworkExport.of(network).metadata(metadata).model();
            Path file = folder.resolve("lenet.onnx");
            model.write(file);
            assertThat(OnnxRuntime.metadata(Files.readAllBytes(file))).isEqualTo(metadata);
        }
    }

    /** A layer that somebody else wrote. */
    private record Swirl(Relu relu) implements Layer {
        @Override
        public String kind() {
            return "Swirl";
        }

        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public LayerPlan plan(Shape input, List<Parameter> parameters, boolean training) {
            return relu.plan(input, parameters, training);
        }

        @Override
        public ImagePlan imagePlan(
                Shape input, List<Parameter> parameters, int workers, Workspace workspace) {
            return relu.imagePlan(input, parameters, workers, workspace);
        }
    }

    @Test
    void allLayersWithoutATranslationAreNamed() {
        Swirl swirl = new Swirl(new Relu());
        try (Network network =
                Network.of(Shape.of(1, 2, 2))
                        .add("first", swirl)
                        .add(new Relu())
                        .add("last", swirl)
                        .build(SEED)) {
            assertThatThrownBy(() -> NetworkExport.of(network).model())
                    .isInstanceOf(ExportException.class)
                    .hasMessage(
                            "These layers have no translation into ONNX: first Swirl, last Swirl;"
                                    + " replace them.");
        }
    }
}
