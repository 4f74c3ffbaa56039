package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.mnist.platform.BuildInfo;
import io.github.lanewise.mnist.training.Normalization;
import io.github.lanewise.models.LeNet5;
import io.github.lanewise.models.Models;
import io.github.lanewise.models.WeightsFile;
import io.github.lanewise.models.onnx.file.OnnxModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights of PyTorch say neither their model nor how pixels become input. */
class ForeignWeightsTest {
    private static final Map<String, String> PYTORCH = Map.of("format", "pt");
    private static final String[] STANDARD = {"--mean", "0.1307", "--std", "0.3081"};

    @TempDir private Path folder;
    private Path ours;
    private Path foreign;
    private String image;

    @BeforeEach
    void writeFiles() {
        ours = folder.resolve("ours.safetensors");
        foreign = folder.resolve("model.safetensors");
        image = TestImages.colour(folder.resolve("image.png"), 40, 40).toString();
        try (Network network = LeNet5.modern(1)) {
            WeightsMetadata metadata = new WeightsMetadata(Models.LENET5, Normalization.STANDARD);
            WeightsFile.save(network, ours, metadata.strings(network, BuildInfo.ofThisProgram()));
            WeightsFile.save(network, foreign, PYTORCH);
        }
    }

    private static Outcome run(String command, Path weights, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--weights", weights.toString()));
        all.addAll(Arrays.asList(arguments));
        return Program.run(all.toArray(String[]::new));
    }

    private static String[] with(String[] options, String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(options));
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    @Test
    void theModelHasToBeNamed() {
        String onnx = folder.resolve("m.onnx").toString();
        for (Outcome outcome :
                List.of(
                        run("predict", foreign, image),
                        run("eval", foreign),
                        run("export", foreign, "--onnx", onnx))) {
            assertThat(outcome.status()).isEqualTo(4);
            assertThat(outcome.err())
                    .isEqualToIgnoringNewLines(
                            foreign
                                    + " does not say its model; name it with --model, one of "
                                    + String.join(", ", Models.names())
                                    + ".");
        }
    }

    @Test
    void predictsAndEvaluatesAsWithMetadata() throws IOException {
        Outcome expected = run("predict", ours, "--json", image);
        Outcome found =
                run("predict", foreign, with(STANDARD, "--model", "lenet5", "--json", image));
        assertThat(found.err()).isEmpty();
        assertThat(found.out()).isEqualTo(expected.out());
        String data = DigitFolder.write(folder.resolve("data"), 5, 30).toString();
        List<String> evaluated = run("eval", ours, "--data", data).lines();
        Outcome outcome = run("eval", foreign, with(STANDARD, "--model", "lenet5", "--data", data));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.lines().subList(2, 5)).isEqualTo(evaluated.subList(2, 5));
        String fractions = run("eval", foreign, "--model", "lenet5", "--data", data).out();
        assertThat(fractions)
                .isNotEqualTo(outcome.out())
                .contains("Model lenet5 from " + foreign + ", on 30");
    }

    @Test
    void exportsWhatIsKnown() {
        Path onnx = folder.resolve("m.onnx");
        Outcome outcome = run("export", foreign, "--model", "lenet5", "--onnx", onnx.toString());
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.lines().getLast())
                .isEqualTo(
                        "Input 'input': N×1×28×28, pixels as in training, of which the weights say"
                                + " nothing. Output 'logits': N×10.");
        try (OnnxModelFile file = OnnxModelFile.open(onnx)) {
            assertThat(file.metadata())
                    .containsOnly(
                            Map.entry("format", "pt"),
                            Map.entry("model", "lenet5"),
                            Map.entry("input_shape", "1x28x28"));
        }
    }

    @Test
    void aModelThatContradictsTheFileIsRefused() {
        assertThat(run("predict", ours, "--model", "lenet5", image).status()).isZero();
        Outcome outcome = run("predict", ours, "--model", "vgg28", image);
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith(
                        ours
                                + " belongs to the model 'lenet5', not to 'vgg28'; leave --model"
                                + " out.");
    }

    @Test
    void weightsOfAnotherModelAreTold() {
        Outcome outcome = run("predict", foreign, "--model", "vgg28", image);
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .contains("missing: 'conv3.weight'", "left over: 'fc3.weight'");
    }

    /** The smallest there is: images of 32×32. */
    @Test
    void vggIsOfTheSizeThatItsWeightsTell() {
        Map<String, List<Long>> extents =
                Map.of(
                        "features.0.weight", List.of(64L, 3L, 3L, 3L),
                        "classifier.0.weight", List.of(4096L, 512L),
                        "classifier.6.weight", List.of(5L, 4096L));
        Path vgg = folder.resolve("vgg.safetensors");
        try (Network network = Models.named("vgg11").orElseThrow().buildFor(extents)) {
            network.parameters().getLast().set(new float[] {0, 3, 0, 0, 0});
            WeightsFile.save(network, vgg, PYTORCH);
        }
        Outcome outcome = run("predict", vgg, "--model", "vgg11", "--top", "1", image);
        assertThat(outcome.err()).isEmpty();
        // e³ / (e³ + 4)
        assertThat(outcome.lines()).containsExactly(image + ": 1 83.39 %");
        assertThat(run("predict", vgg, "--model", "vgg13", image).status()).isEqualTo(4);
    }
}
