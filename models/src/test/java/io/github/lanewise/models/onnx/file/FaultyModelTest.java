package io.github.lanewise.models.onnx.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.models.onnx.Proto;
import io.github.lanewise.models.onnx.TestModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault of a file is one sentence that names the place. */
class FaultyModelTest {
    @TempDir Path folder = Path.of("");

    @Test
    void otherFilesAreNoModels() throws IOException {
        assertThat(fault(new byte[0])).contains("the file is empty");
        assertThat(fault("{\"a\": 1}".getBytes(StandardCharsets.UTF_8))).contains("no ONNX file");
        assertThat(fault(new byte[] {0x10, 1})).contains("another type");
        assertThat(fault(new byte[] {0x18, 1})).contains("no ONNX file");
        assertThat(fault(new Proto().number(1, 8).toBytes())).contains("no graph");
        Path missing = folder.resolve("missing.onnx");
        assertThat(TestModel.fault(missing, () -> OnnxModelFile.open(missing).close()))
                .contains("there is no such file");
        assertThat(TestModel.fault(folder, () -> OnnxModelFile.open(folder).close()))
                .contains("a folder");
    }

    @Test
    void filesBeyondProtobufsLimitAreRefused() throws IOException {
        Path file = folder.resolve("large.onnx");
        try (var channel =
                Files.newByteChannel(
                        file,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SPARSE)) {
            channel.position(1L << 31);
            channel.write(ByteBuffer.allocate(1));
        }
        assertThat(TestModel.fault(file, () -> OnnxModelFile.open(file).close()))
                .contains("external data");
    }

    @Test
    void dataHaveToFitTheDimensions() {
        assertThat(tensorFault(TestModel.tensor("w", 1, 3).bytes(9, new byte[8])))
                .contains("the graph")
                .contains("tensor 'w'")
                .contains("[3] take 3 elements of type FLOAT, but its data have 8 bytes");
        assertThat(tensorFault(TestModel.tensor("w", 1, 1).bytes(9, new byte[8])))
                .contains("8 bytes");
        assertThat(tensorFault(TestModel.tensor("w", 7, 2).bytes(7, Proto.packed(1))))
                .contains("but its data have 1");
        assertThat(tensorFault(TestModel.tensor("w", 1, 5))).contains("have 0 bytes");
        assertThat(tensorFault(TestModel.tensor("w", 1, -1))).contains("negative dimension -1");
        assertThat(tensorFault(TestModel.tensor("w", 1, 1L << 40, 1L << 40)))
                .contains("beyond 64 bits");
        assertThat(tensorFault(TestModel.tensor("w", 1, 1L << 62).bytes(9, new byte[0])))
                .contains("4611686018427387904");
        assertThat(tensorFault(TestModel.tensor("w", 99, 1))).contains("unknown data_type 99");
        assertThat(tensorFault(TestModel.tensor("w", 1, 1).number(7, 1)))
                .contains("another type than FLOAT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/passwd", "../secret", "a/../../secret", "link", "", "missing", "."})
    void externalDataStayInTheFolder(String location) throws IOException {
        Path models = Files.createDirectory(folder.resolve("models"));
        Path secret = Files.write(folder.resolve("secret"), new byte[8]);
        Files.createSymbolicLink(models.resolve("link"), secret);
        byte[] bytes = external(location, "0", "8");
        Path file = TestModel.write(models, bytes);
        assertThat(TestModel.fault(file, () -> OnnxModelFile.open(file).close()))
                .contains("tensor 'w'")
                .contains("external data");
    }

    @Test
    void externalDataAreMapped() throws IOException {
        Files.createDirectory(folder.resolve("data"));
        Files.write(folder.resolve("data/w.bin"), new byte[] {9, 9, 0, 0, (byte) 0x80, 0x3f, 9});
        Path file = TestModel.write(folder, external("data/w.bin", "2", "4"));
        try (OnnxModelFile model = OnnxModelFile.open(file)) {
            OnnxTensor tensor = List.copyOf(model.graph().initializers().values()).getFirst();
            assertThat(tensor.data().get(WireNumbers.FLOAT, 0)).isEqualTo(1);
        }
        for (List<String> range :
                List.of(
                        List.of("4", "4"),
                        List.of("8", "4"),
                        List.of("-1", "4"),
                        List.of("0", "9223372036854775807"),
                        List.of("0", "x"),
                        List.of("2", "3"))) {
            byte[] bytes = external("data/w.bin", range.get(0), range.get(1));
            assertThat(fault(bytes)).as("%s", range).contains("tensor 'w'");
        }
    }

    @Test
    void doubledNamesAreFaults() {
        assertThat(
                        fault(
                                new TestModel()
                                        .constant("w", new long[] {}, 1f)
                                        .constant("w", new long[] {}, 1f)
                                        .bytes()))
                .contains("two initializers 'w'");
        assertThat(
                        fault(
                                new TestModel()
                                        .node(
                                                "Relu",
                                                "x",
                                                "y",
                                                TestModel.attribute("a", 1),
                                                TestModel.attribute("a", 2))
                                        .bytes()))
                .contains("node 0 'y'")
                .contains("attribute 'a'")
                .contains("twice");
    }

    @Test
    void groupsAndNestingAreFaults() {
        byte[] groups = new byte[5000];
        Arrays.fill(groups, (byte) 0x0b);
        assertThat(fault(groups)).contains("no ONNX file");
        Proto graph = new Proto();
        for (int depth = 0; depth < 3000; depth++) {
            Proto attribute = new Proto().text(1, "body").message(6, graph).number(20, 5);
            graph = new Proto().message(1, new Proto().text(4, "If").message(5, attribute));
        }
        Path file =
                TestModel.write(
                        folder,
                        new Proto()
                                .number(1, 8)
                                .message(8, new Proto().number(2, 17))
                                .message(7, graph)
                                .toBytes());
        try (OnnxModelFile model = OnnxModelFile.open(file)) {
            assertThat(model.graph().nodes()).hasSize(1);
        }
    }

    private String tensorFault(Proto tensor) {
        return fault(new TestModel().initializer(tensor).bytes());
    }

    private String fault(byte[] bytes) {
        Path file = TestModel.write(folder, bytes);
        return TestModel.fault(file, () -> OnnxModelFile.open(file).close());
    }

    private static byte[] external(String location, String offset, String length) {
        Proto tensor =
                TestModel.tensor("w", 1, 1)
                        .message(13, new Proto().text(1, "location").text(2, location))
                        .message(13, new Proto().text(1, "offset").text(2, offset))
                        .message(13, new Proto().text(1, "length").text(2, length))
                        .number(14, 1);
        return new TestModel().initializer(tensor).bytes();
    }
}
