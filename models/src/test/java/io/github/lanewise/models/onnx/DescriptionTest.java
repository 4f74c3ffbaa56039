package io.github.lanewise.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.rewrite.Rewrite;
import io.github.lanewise.models.family.ClassicNetwork;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A description tells what a model is and how it is computed. */
final class DescriptionTest {
    @TempDir Path folder;

    private String describe(ClassicNetwork network, OnnxOptions options) {
        try (OnnxModel model = Onnx.load(SavedModels.classic(folder, network), options)) {
            return model.describe();
        }
    }

    @Test
    void lenetIsDescribed() {
        String text = describe(ClassicNetwork.LENET_5, OnnxOptions.DEFAULT.withThreads(2));
        assertThat(text)
                .contains(
                        "Model    " + folder.resolve("lenet-5.onnx") + ", of lanewise, opset 17\n")
                .contains("Input    input N×1×28×28\n")
                .contains("Output   logits N×10\n")
                .contains("Batch    any\n")
                .contains("Threads  2\n")
                .containsPattern(
                        "Memory   \\d+\\.\\d kB for the values of a call \\(\\d+\\.\\d kB if none")
                .containsPattern("Rewrite  fuse activations, 4 times: ")
                .containsPattern("Node +Operation +Method +Order +Output +Multiply-adds\n")
                .contains("1×6×28×28")
                .containsPattern("\n\\d+ steps, 416,520 multiply-adds\n$");
    }

    /** Others that call do not change what it says. */
    @Test
    void itStaysTheSameWhateverIsRun() {
        try (OnnxModel model =
                Onnx.load(SavedModels.lenet(folder), OnnxOptions.DEFAULT.withThreads(2))) {
            String before = model.describe();
            Callers.together(4, caller -> model.run(new float[4 * SavedModels.DIGIT]));
            assertThat(model.describe()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Rewrite.class,
            names = {"FOLD_SCALES", "FUSE_RESIDUALS", "FUSE_ACTIVATIONS"})
    void rewritesCanBeLeftOut(Rewrite rewrite) {
        String name =
                "Rewrite  " + rewrite.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", ";
        String all = describe(ClassicNetwork.RESNET_18, OnnxOptions.DEFAULT);
        String fewer = describe(ClassicNetwork.RESNET_18, OnnxOptions.DEFAULT.without(rewrite));
        assertThat(all).contains(name);
        assertThat(fewer).doesNotContain(name);
        assertThat(steps(fewer)).isGreaterThan(steps(all));
    }

    /** Returns the number of steps, which a description ends with. */
    private static int steps(String text) {
        String last = text.substring(text.stripTrailing().lastIndexOf('\n') + 1);
        return Integer.parseInt(last.substring(0, last.indexOf(' ')));
    }

    @Test
    void allRewritesCanBeLeftOut() {
        OnnxOptions plain = new OnnxOptions(1, EnumSet.noneOf(Rewrite.class));
        for (Rewrite rewrite : Rewrite.values()) {
            assertThat(plain.without(rewrite)).isEqualTo(plain);
        }
        assertThat(describe(ClassicNetwork.RESNET_18, plain))
                .doesNotContain("Rewrite")
                .contains("BatchNormalization")
                .contains("Threads  1\n");
    }

    @Test
    void openExtentsAreDescribed() {
        try (OnnxModel model = Onnx.load(SavedModels.pictures(folder))) {
            assertThat(model.describe())
                    .contains("Input    image N×3×H×W\n")
                    .contains("Output   map N×5×H×W\n")
                    .contains("Plan     one for each set of extents")
                    .contains("Threads  ");
        }
    }
}
