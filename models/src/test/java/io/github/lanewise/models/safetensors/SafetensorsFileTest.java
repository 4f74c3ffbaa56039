package io.github.lanewise.models.safetensors;

import static io.github.lanewise.models.safetensors.TestFiles.bytes;
import static io.github.lanewise.models.safetensors.TestFiles.fault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What readers may ask of a sound file, and what they are told when they ask for the wrong thing.
 */
class SafetensorsFileTest {
    @TempDir private Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void writeFile() {
        file = folder.resolve("lenet.safetensors");
        SafetensorsWriter.write(
                file,
                Map.of(),
                List.of(
                        new NamedTensor("conv1.weight", new int[] {2, 1, 1, 2}, new float[4]),
                        new NamedTensor("conv1.bias", new int[] {2}, new float[] {1f, 2f})));
    }

    @Test
    void missingTensorSuggestsTheNearestName() {
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            assertThat(fault(file, () -> tensors.floats("conv1.wieght")))
                    .isEqualTo(
                            "there is no tensor 'conv1.wieght'; did you mean 'conv1.weight'; the"
                                    + " file holds 'conv1.weight', 'conv1.bias'.");
            assertThat(fault(file, () -> tensors.shape("module.conv1.bias")))
                    .contains("did you mean 'conv1.bias'");
            assertThat(fault(file, () -> tensors.dtype("z")))
                    .isEqualTo(
                            "there is no tensor 'z'; the file holds 'conv1.weight', 'conv1.bias'.");
            assertThat(fault(file, () -> tensors.requireShape("", 1))).contains("no tensor ''");
        }
    }

    @Test
    void missingTensorListsAHandfulOfNames() {
        List<NamedTensor> many =
                IntStream.range(0, 100)
                        .mapToObj(i -> new NamedTensor("layer" + i, new int[] {0}, new float[0]))
                        .toList();
        SafetensorsWriter.write(file, Map.of(), many);
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            assertThat(fault(file, () -> tensors.floats("weight")))
                    .contains("'layer5' and 94 more")
                    .doesNotContain("layer6");
        }
        SafetensorsWriter.write(file, Map.of(), List.of());
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            assertThat(fault(file, () -> tensors.floats("weight"))).contains("holds no tensor");
        }
    }

    @Test
    void misshapenTensorNamesBothShapes() {
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            tensors.requireShape("conv1.weight", 2, 1, 1, 2);
            assertThat(fault(file, () -> tensors.requireShape("conv1.weight", 6, 1, 5, 5)))
                    .isEqualTo(
                            "tensor 'conv1.weight' of shape [2, 1, 1, 2] should have shape"
                                    + " [6, 1, 5, 5].");
            assertThat(fault(file, () -> tensors.requireShape("conv1.bias"))).contains("shape []");
            assertThat(fault(file, () -> tensors.requireShape("conv1.bias", 2, 1)))
                    .contains("should have shape [2, 1]");
        }
    }

    @Test
    void targetOfTheWrongSizeIsRefused() {
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            for (int floats : new int[] {0, 1, 3}) {
                MemorySegment target = MemorySegment.ofArray(new float[floats]);
                assertThat(fault(file, () -> tensors.copyTo("conv1.bias", target)))
                        .contains("does not fit a target of " + 4 * floats + " bytes");
            }
            MemorySegment ragged = MemorySegment.ofArray(new byte[9]);
            assertThat(fault(file, () -> tensors.copyTo("conv1.bias", ragged))).contains("9 bytes");
        }
    }

    @Test
    void typesWithoutConversionAreListedButNotRead() {
        String header = "{\"n\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}";
        Path integers = TestFiles.write(folder, bytes(header, new byte[8]));
        try (SafetensorsFile tensors = SafetensorsFile.open(integers)) {
            assertThat(tensors.dtype("n")).isEqualTo(DType.I64);
            assertThat(fault(integers, () -> tensors.floats("n")))
                    .isEqualTo(
                            "tensor 'n' is of dtype I64, and only F16, BF16, F32 and F64 can be"
                                    + " read.");
        }
    }

    @Test
    void closedFileCanNoLongerBeRead() {
        SafetensorsFile tensors = SafetensorsFile.open(file);
        tensors.close();
        tensors.close();
        assertThat(tensors.names()).containsExactly("conv1.weight", "conv1.bias");
        assertThatThrownBy(() -> tensors.floats("conv1.bias"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    void viewsCannotBeModified() {
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            assertThatThrownBy(() -> tensors.names().remove("conv1.bias"))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> tensors.metadata().put("a", "b"))
                    .isInstanceOf(UnsupportedOperationException.class);
            tensors.shape("conv1.bias")[0] = 7;
            assertThat(tensors.shape("conv1.bias")).containsExactly(2);
        }
    }

    /** Offsets beyond 2 and 4 GiB; the file is sparse, so that it takes no room. */
    @Test
    void tensorsBeyondFourGibibytesAreRead() throws IOException {
        byte[] start =
                bytes(
                        """
                        {"large":{"dtype":"U8","shape":[5000000000],\
                        "data_offsets":[0,5000000000]},\
                        "last":{"dtype":"F32","shape":[2],\
                        "data_offsets":[5000000000,5000000008]}}\
                        """);
        byte[] end =
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putFloat(1.5f)
                        .putFloat(-3f)
                        .array();
        Path sparse = folder.resolve("sparse.safetensors");
        try (RandomAccessFile out = new RandomAccessFile(sparse.toFile(), "rw")) {
            out.write(start);
            out.seek(start.length + 5_000_000_000L);
            out.write(end);
        }
        try (SafetensorsFile tensors = SafetensorsFile.open(sparse)) {
            assertThat(tensors.floats("last")).containsExactly(1.5f, -3f);
            assertThat(fault(sparse, () -> tensors.shape("large")))
                    .contains("[5000000000] has a dimension above 2147483647");
        }
    }

    @Test
    void threadsReadTheSameFileTogether() {
        float[] values = new float[300_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        SafetensorsWriter.write(
                file,
                Map.of(),
                List.of(
                        new NamedTensor("a", new int[] {values.length}, values),
                        new NamedTensor("b", new int[] {1}, new float[] {7f})));
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            boolean same =
                    IntStream.range(0, 16)
                            .parallel()
                            .allMatch(i ->
                                    Arrays.equals(tensors.floats("a"), values)
                                            && tensors.floats("b")[0] == 7f);
            assertThat(same).isTrue();
        }
    }
}
