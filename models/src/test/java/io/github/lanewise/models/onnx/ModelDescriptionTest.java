package io.github.lanewise.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.models.family.ClassicNetwork;
import io.github.lanewise.models.onnx.write.OnnxDimension;
import io.github.lanewise.models.onnx.write.OnnxModelBuilder;
import io.github.lanewise.models.onnx.write.OnnxNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDescriptionTest {
    @TempDir private Path folder;

    private List<String> describe(io.github.lanewise.models.onnx.write.OnnxModel written) {
        Path file = folder.resolve("m.onnx");
        written.write(file);
        try (OnnxModel model = Onnx.load(file, OnnxOptions.DEFAULT.withThreads(1))) {
            return model.describe().lines().toList();
        }
    }

    private static OnnxModelBuilder relu(String node, OnnxDimension... extents) {
        return io.github.lanewise.models.onnx.write.OnnxModel.named("g")
                .input("x", extents)
                .node(OnnxNode.of("Relu", List.of("x"), "y").named(node))
                .output("y", extents);
    }

    @Test
    void tellsInputsOutputsMemoryRewritesAndSteps() {
        ClassicNetwork lenet = ClassicNetwork.LENET_5;
        List<String> lines = describe(lenet.model(lenet.small()));
        assertThat(lines)
                .contains(
                        "Input    input N×1×28×28",
                        "Output   logits N×10",
                        "Batch    any",
                        "Threads  1",
                        "10 steps, 416,520 multiply-adds")
                .anyMatch(line -> line.startsWith("Memory   "))
                .anyMatch(line -> line.startsWith("Rewrite  fuse activations, 4 times: "))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(110).doesNotEndWith(" "));
        assertThat(lines.stream().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "Conv_3 Conv + relu direct lanes 1×16×10×10 240,000",
                        "Gemm_16 Gemm + relu dot products row-major 1×120 48,000");
    }

    @Test
    void columnsOfNumbersEndTogether() {
        ClassicNetwork lenet = ClassicNetwork.LENET_5;
        List<String> lines = describe(lenet.model(lenet.small()));
        assertThat(lines.stream().filter(line -> line.matches(".*(117,600|Multiply-adds| 840)")))
                .hasSize(3)
                .map(String::length)
                .containsOnly(lines.get(lines.size() - 3).length());
    }

    @Test
    void longNamesKeepTheirEnds() {
        String name = "/features/features.0/" + "block/".repeat(20) + "conv/Conv";
        OnnxDimension[] extents = {OnnxDimension.of(1), OnnxDimension.of(3)};
        assertThat(describe(relu(name, extents).build()))
                .anySatisfy(
                        line -> assertThat(line).startsWith("…").contains("block/conv/Conv  Relu"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
    }

    @Test
    void metadataOfAnyKindTakesOneLine() {
        OnnxDimension[] extents = {OnnxDimension.of("N"), OnnxDimension.of("any")};
        OnnxModelBuilder model = relu("r", extents).metadata("scale", "2\n3");
        for (int i = 0; i < 50; i++) {
            model.metadata("key" + i, "value".repeat(i));
        }
        assertThat(describe(model.build()))
                .contains("Plan     one for each set of extents, when it is passed first")
                .filteredOn(line -> line.startsWith("Metadata"))
                .singleElement()
                .asString()
                .hasSizeLessThan(100)
                .startsWith("Metadata scale = 2\\u000a3, key0 = , key1 = value, ")
                .endsWith(", …");
    }
}
