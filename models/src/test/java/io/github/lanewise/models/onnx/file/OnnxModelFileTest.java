package io.github.lanewise.models.onnx.file;

import static io.github.lanewise.models.onnx.TestModel.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.lanewise.models.onnx.Proto;
import io.github.lanewise.models.onnx.TestModel;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in a file is what is read, in every form that the format has for it. */
class OnnxModelFileTest {
    @TempDir Path folder = Path.of("");

    @Test
    void inputsOutputsNodesAndVersionsAreRead() {
        TestModel model =
                new TestModel()
                        .input("x", "batch", 3L, 8L, "")
                        .output("y")
                        .constant("w", new long[] {2}, 1f, 2f)
                        .node("Add", "x w", "t")
                        .node("Dropout", "t - -", "y -", attribute("seed", 3));
        read(
                model.bytes(),
                file -> {
                    assertThat(file.irVersion()).isEqualTo(8);
                    assertThat(file.operatorSet()).isEqualTo(OptionalLong.of(17));
                    OnnxGraph graph = file.graph();
                    assertThat(graph.name()).isEqualTo("test");
                    assertThat(graph.inputs().getFirst()).hasToString("x batch×3×8×?");
                    assertThat(graph.outputs()).hasSize(1);
                    OnnxNode dropout = graph.nodes().get(1);
                    assertThat(dropout.inputs()).containsExactly("t", "", "");
                    assertThat(dropout.outputs()).containsExactly("y", "");
                    assertThat(dropout.attributes())
                            .containsEntry("seed", new OnnxAttribute.IntegerValue(3));
                    assertThat(dropout.title()).isEqualTo("node 'y' (Dropout)");
                    assertThat(floats(tensor(graph, "w"))).containsExactly(1, 2);
                });
    }

    @Test
    void metadataIsRead() {
        Proto model =
                new Proto()
                        .number(1, 8)
                        .message(7, new Proto().text(2, "g"))
                        .message(8, new Proto().number(2, 17))
                        .message(14, new Proto().text(1, "b").text(2, "2"))
                        .message(14, new Proto().text(2, "1").text(1, "a"))
                        .message(14, new Proto().text(1, "empty"));
        read(
                model.toBytes(),
                file -> {
                    assertThat(file.metadata())
                            .containsExactly(entry("b", "2"), entry("a", "1"), entry("empty", ""))
                            .isUnmodifiable();
                });
    }

    @Test
    void attributesOfAllKindsAreRead() {
        Proto tensor = TestModel.tensor("", new long[] {}, 7f);
        TestModel model =
                new TestModel()
                        .node(
                                "Any",
                                "",
                                "y",
                                attribute("f", 0.5f),
                                attribute("s", "SAME_UPPER"),
                                attribute("is", new long[] {1, -2, 300}),
                                attribute("fs", new float[] {1, 2}),
                                attribute("t", tensor),
                                new Proto().text(1, "ss").text(9, "a").text(9, "b").number(20, 8),
                                new Proto().text(1, "unpacked").number(8, 4).number(8, 5),
                                new Proto().text(1, "g").message(6, new Proto()).number(20, 5),
                                new Proto().text(1, "zero").number(20, 2));
        read(
                model.bytes(),
                file -> {
                    OnnxNode node = file.graph().nodes().getFirst();
                    assertThat(node.attributes())
                            .containsEntry("f", new OnnxAttribute.FloatValue(0.5f))
                            .containsEntry("s", new OnnxAttribute.TextValue("SAME_UPPER"))
                            .containsEntry(
                                    "is", new OnnxAttribute.IntegerList(List.of(1L, -2L, 300L)))
                            .containsEntry("fs", new OnnxAttribute.FloatList(List.of(1f, 2f)))
                            .containsEntry("ss", new OnnxAttribute.TextList(List.of("a", "b")))
                            .containsEntry(
                                    "unpacked", new OnnxAttribute.IntegerList(List.of(4L, 5L)))
                            .containsEntry("g", new OnnxAttribute.OtherValue())
                            .containsEntry("zero", new OnnxAttribute.IntegerValue(0));
                    assertThat(node.attributes().get("t"))
                            .isInstanceOfSatisfying(
                                    OnnxAttribute.TensorValue.class,
                                    value -> assertThat(floats(value.value())).containsExactly(7f));
                });
    }

    @Test
    void typedDataArePackedUnpackedOrInSeveralRuns() {
        byte[] floats = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40};
        byte[] one = {0, 0, (byte) 0x80, 0x3f};
        TestModel model =
                new TestModel()
                        .initializer(TestModel.tensor("packed", 1, 2).bytes(4, floats))
                        .initializer(TestModel.tensor("single", 1, 2).real(4, 1).real(4, 2))
                        .initializer(TestModel.tensor("mixed", 1, 2).bytes(4, one).real(4, 2))
                        .initializer(
                                TestModel.tensor("ints", 6, 3)
                                        .bytes(5, Proto.packed(1, -1, 1 << 20)))
                        .initializer(TestModel.tensor("longs", 7, 2).number(7, -5).number(7, 600))
                        .initializer(TestModel.tensor("half", 10, 1).bytes(5, Proto.packed(0x3c00)))
                        .initializer(TestModel.tensor("bools", 9, 2).bytes(5, Proto.packed(0, 1)))
                        .initializer(TestModel.tensor("double", 11, 1).realDouble(10, 0.1))
                        .initializer(TestModel.tensor("empty", 1, 0, 5));
        read(
                model.bytes(),
                file -> {
                    OnnxGraph graph = file.graph();
                    for (String name : List.of("packed", "single", "mixed")) {
                        assertThat(floats(tensor(graph, name))).as(name).containsExactly(1, 2);
                    }
                    assertThat(tensor(graph, "ints").data().toArray(ValueLayout.JAVA_BYTE))
                            .containsExactly(1, 0, 0, 0, -1, -1, -1, -1, 0, 0, 16, 0);
                    assertThat(
                                    tensor(graph, "longs")
                                            .data()
                                            .get(ValueLayout.JAVA_LONG_UNALIGNED, 8))
                            .isEqualTo(600);
                    assertThat(tensor(graph, "half").data().toArray(ValueLayout.JAVA_BYTE))
                            .containsExactly(0, 0x3c);
                    assertThat(tensor(graph, "bools").elements()).isEqualTo(2);
                    assertThat(
                                    tensor(graph, "double")
                                            .data()
                                            .get(ValueLayout.JAVA_DOUBLE_UNALIGNED, 0))
                            .isEqualTo(0.1);
                    assertThat(tensor(graph, "empty").elements()).isZero();
                });
    }

    @Test
    void initializersAreNoFeeds() {
        TestModel model =
                new TestModel().input("x", 1L).input("w", 2L).constant("w", new long[] {2}, 1f, 2f);
        read(
                model.bytes(),
                file ->
                        assertThat(file.graph().feeds())
                                .extracting(OnnxValueInfo::name)
                                .containsExactly("x"));
    }

    @Test
    void unknownFieldsAreSkipped() {
        Proto node = new Proto().text(2, "y").text(4, "Relu").number(100, 3).text(101, "new");
        read(
                new TestModel().node(node).bytes(),
                file -> assertThat(file.graph().nodes()).hasSize(1));
    }

    private void read(byte[] bytes, Consumer<OnnxModelFile> check) {
        try (OnnxModelFile file = OnnxModelFile.open(TestModel.write(folder, bytes))) {
            check.accept(file);
        }
    }

    private static OnnxTensor tensor(OnnxGraph graph, String name) {
        return Objects.requireNonNull(graph.initializers().get(name));
    }

    private static float[] floats(OnnxTensor tensor) {
        MemorySegment data = tensor.data();
        float[] values = new float[(int) tensor.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.get(WireNumbers.FLOAT, 4L * i);
        }
        return values;
    }
}
