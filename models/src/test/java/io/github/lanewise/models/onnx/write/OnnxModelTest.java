package io.github.lanewise.models.onnx.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UnknownFieldSet;
import io.github.lanewise.models.onnx.write.OnnxRuntime.Values;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {
    @TempDir private Path folder;

    /** A node with two outputs, one with an input left out, and a cast of each integer constant. */
    @Test
    void onnxRuntimeReadsWhatNodesCanHave() {
        OnnxModel model =
                OnnxModel.named("graph")
                        .input("x", OnnxDimension.of("rows"), OnnxDimension.of(3))
                        .output("low", OnnxDimension.of("rows"), OnnxDimension.of(2))
                        .output("sum", OnnxDimension.of("rows"), OnnxDimension.of(1))
                        .outputOfAnyShape("constants", OnnxType.FLOAT)
                        .initializer("sizes", new long[] {2, 1}, 2)
                        .initializer("most", new float[] {2.5f})
                        .initializer(
                                "bytes", OnnxTensor.ofBytes(OnnxType.UINT8, new byte[] {-1}, 1))
                        .initializer("ints", OnnxTensor.of(new int[] {-70000}, 1))
                        .initializer("doubles", OnnxTensor.of(new double[] {0.5}, 1))
                        .node(
                                OnnxNode.of(
                                        "Split",
                                        List.of("x", "sizes"),
                                        List.of("left", "right"),
                                        OnnxAttribute.integer("axis", 1)))
                        .node("Clip", List.of("left", "", "most"), "low")
                        .node("LeakyRelu", List.of("right"), "sum", OnnxAttribute.real("alpha", 2))
                        .node(
                                "Constant",
                                List.of(),
                                "floats",
                                OnnxAttribute.reals("value_floats", 1.5f, -2))
                        .node(
                                "Constant",
                                List.of(),
                                "longs",
                                OnnxAttribute.integers("value_ints", 7, -8))
                        .node(
                                "Constant",
                                List.of(),
                                "tensor",
                                OnnxAttribute.tensor("value", OnnxTensor.of(new float[] {9}, 1)))
                        .node(cast("longs"))
                        .node(cast("bytes"))
                        .node(cast("ints"))
                        .node(cast("doubles"))
                        .node(
                                "Concat",
                                List.of(
                                        "floats",
                                        "longs_f",
                                        "tensor",
                                        "bytes_f",
                                        "ints_f",
                                        "doubles_f"),
                                "constants",
                                OnnxAttribute.integer("axis", 0))
                        .build();
        Values x = Values.of(new float[] {1, 2, 3, 4, 5, -6}, 2, 3);
        assertThat(OnnxRuntime.run(model.toBytes(), Map.of("x", x)))
                .containsExactly(
                        Map.entry("low", Values.of(new float[] {1, 2, 2.5f, 2.5f}, 2, 2)),
                        Map.entry("sum", Values.of(new float[] {3, -12}, 2, 1)),
                        Map.entry(
                                "constants",
                                Values.of(new float[] {1.5f, -2, 7, -8, 9, 255, -70000, 0.5f}, 8)));
    }

    private static OnnxNode cast(String input) {
        return OnnxNode.of(
                "Cast", List.of(input), List.of(input + "_f"), OnnxAttribute.integer("to", 1));
    }

    /** Text attributes decide: with mode reflect the padding is the element before the last. */
    @Test
    void onnxRuntimeReadsTexts() {
        OnnxModel model =
                OnnxModel.named("graph")
                        .input("x", 3)
                        .output("y", 4)
                        .initializer("pads", new long[] {0, 1}, 2)
                        .node(
                                "Pad",
                                List.of("x", "pads"),
                                "y",
                                OnnxAttribute.text("mode", "reflect"))
                        .build();
        assertThat(
                        OnnxRuntime.run(
                                model.toBytes(), Map.of("x", Values.of(new float[] {1, 2, 3}, 3))))
                .containsExactly(Map.entry("y", Values.of(new float[] {1, 2, 3, 2}, 4)));
    }

    @Test
    void versionsCanBeSet() throws IOException {
        OnnxModelBuilder builder = OnnxModel.named("graph").producer("somebody");
        UnknownFieldSet usual = UnknownFieldSet.parseFrom(builder.build().toBytes());
        assertThat(usual.getField(1).getVarintList()).containsExactly(8L);
        assertThat(opset(usual, 0)).isEqualTo(17);
        builder.irVersion(3).opset(7).opset("ai.onnx.ml", 2);
        UnknownFieldSet set = UnknownFieldSet.parseFrom(builder.build().toBytes());
        assertThat(set.getField(1).getVarintList()).containsExactly(3L);
        assertThat(set.getField(2).getLengthDelimitedList().getFirst().toStringUtf8())
                .isEqualTo("somebody");
        assertThat(opset(set, 0)).isEqualTo(7);
        assertThat(opset(set, 1)).isEqualTo(2);
    }

    private static long opset(UnknownFieldSet model, int index) throws IOException {
        return UnknownFieldSet.parseFrom(model.getField(8).getLengthDelimitedList().get(index))
                .getField(2)
                .getVarintList()
                .getFirst();
    }

    @Test
    void theFileHoldsTheBytes() throws IOException {
        OnnxModel model =
                OnnxModel.named("graph").initializer("large", new float[100_001], 100_001).build();
        Path file = folder.resolve("model.onnx");
        model.write(file);
        assertThat(file).hasBinaryContent(model.toBytes()).hasSize(model.size());
    }

    @Test
    void saysWhereAFileCannotBeWritten() {
        Path file = folder.resolve("missing").resolve("model.onnx");
        assertThatThrownBy(() -> OnnxModel.named("graph").build().write(file))
                .isInstanceOf(ExportException.class)
                .hasMessage(
                        "%s: cannot write the file: the folder %s does not exist, create it first."
                                .formatted(file, file.getParent()));
    }

    @Test
    void aConstantHasAsManyElementsAsItsExtentsSay() {
        assertThatThrownBy(() -> OnnxTensor.of(new float[6], 2, 4))
                .hasMessage("A constant of extents [2, 4] does not have 6 elements.");
        assertThatThrownBy(() -> OnnxTensor.of(new float[6], 1L << 62, 1L << 62))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OnnxTensor.of(new long[0], -1, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OnnxTensor.ofBytes(OnnxType.FLOAT, new byte[4], 1))
                .hasMessage("An element of FLOAT is no byte.");
    }

    /** The file with the floats takes no room on the disk. */
    @Test
    void moreThanTwoGigabytesAreRefused() throws IOException {
        Path floats = folder.resolve("floats");
        try (RandomAccessFile file = new RandomAccessFile(floats.toFile(), "rw");
                Arena arena = Arena.ofConfined()) {
            long count = 600_000_000;
            file.setLength(count * Float.BYTES);
            MemorySegment values =
                    file.getChannel()
                            .map(FileChannel.MapMode.READ_ONLY, 0, count * Float.BYTES, arena);
            OnnxModel model =
                    OnnxModel.named("graph")
                            .initializer("w", OnnxTensor.ofFloats(values, count))
                            .build();
            Path target = folder.resolve("model.onnx");
            assertThatThrownBy(() -> model.write(target))
                    .isInstanceOf(ExportException.class)
                    .hasMessageMatching(
                            "The model takes 24000000.. bytes, but an ONNX file has at most"
                                    + " 2147483647\\.");
            assertThat(Files.exists(target)).isFalse();
        }
    }
}
