package io.github.lanewise.models.safetensors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose bytes are written out here. */
class GoldenFileTest {
    @TempDir private Path folder;

    /**
     * The layout of the reference implementation in Python: metadata first, then the tensors by
     * falling alignment of their type and by name, then spaces up to a multiple of 8.
     */
    @Test
    void readsAFileOfTheReferenceImplementation() {
        String length = "18 01 00 00 00 00 00 00"; // 280 = 273 + 7 spaces
        String header =
                """
                {"__metadata__":{"format":"pt"},\
                "scale":{"dtype":"F64","shape":[],"data_offsets":[0,8]},\
                "fc.bias":{"dtype":"F32","shape":[2],"data_offsets":[8,16]},\
                "fc.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[16,40]},\
                "half":{"dtype":"F16","shape":[1,2],"data_offsets":[40,44]}}\
                """
                        + " ".repeat(7);
        String data =
                "00 00 00 00 00 00 e0 bf " // scale: -0.5
                        + "00 00 80 3f 00 00 00 80 " // fc.bias: 1, -0
                        + "00 00 00 40 00 00 40 40 00 00 80 40 " // fc.weight: 2, 3, 4
                        + "00 00 c0 7f 00 00 80 7f 00 00 80 ff " // NaN, infinity, -infinity
                        + "00 3c 00 c0"; // half: 1, -2
        Path file = TestFiles.write(folder, file(length, header, data));

        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            assertThat(tensors.metadata()).isEqualTo(Map.of("format", "pt"));
            assertThat(tensors.names()).containsExactly("scale", "fc.bias", "fc.weight", "half");
            assertThat(tensors.dtype("scale")).isEqualTo(DType.F64);
            assertThat(tensors.shape("scale")).isEmpty();
            assertThat(tensors.floats("scale")).containsExactly(-0.5f);
            assertThat(tensors.floats("fc.bias")).containsExactly(1f, -0f);
            assertThat(tensors.shape("fc.weight")).containsExactly(2, 3);
            assertThat(tensors.floats("fc.weight"))
                    .containsExactly(
                            2f,
                            3f,
                            4f,
                            Float.NaN,
                            Float.POSITIVE_INFINITY,
                            Float.NEGATIVE_INFINITY);
            assertThat(tensors.floats("half")).containsExactly(1f, -2f);
        }
    }

    /** Neither the order of the header nor of the keys in it has a meaning. */
    @Test
    void readsTensorsThatTheHeaderListsInAnotherOrderThanTheData() {
        String header =
                """
                {"b":{"data_offsets":[4,8],"shape":[1],"dtype":"F32","note":[{}]},\
                "none":{"dtype":"I64","shape":[0,7],"data_offsets":[4,4]},\
                "a":{"shape":[1],"dtype":"F32","data_offsets":[0,4]}}\
                """;
        Path file =
                TestFiles.write(folder, TestFiles.bytes(header, hex("00 00 80 3f 00 00 00 40")));

        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            assertThat(tensors.names()).containsExactly("b", "none", "a");
            assertThat(tensors.floats("a")).containsExactly(1f);
            assertThat(tensors.floats("b")).containsExactly(2f);
            assertThat(tensors.shape("none")).containsExactly(0, 7);
        }
    }

    @Test
    void writesTheseBytes() throws IOException {
        Path file = folder.resolve("written.safetensors");

        SafetensorsWriter.write(
                file,
                Map.of("model", "lenet5"),
                List.of(
                        new NamedTensor("w", new int[] {1, 2}, new float[] {1f, -2f}),
                        new NamedTensor("s", new int[] {}, new float[] {Float.NaN})));

        String length = "b8 00 00 00 00 00 00 00"; // 184 = 3 × 64 - 8 = 143 + 41 spaces
        String header =
                """
                {"__metadata__":{"model":"lenet5"},\
                "w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},\
                "s":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}\
                """
                        + " ".repeat(41);
        assertThat(Files.readAllBytes(file))
                .isEqualTo(file(length, header, "00 00 80 3f 00 00 00 c0 00 00 c0 7f"));
    }

    @Test
    void anEmptyFileHoldsNoTensor() throws IOException {
        Path file = folder.resolve("empty.safetensors");

        SafetensorsWriter.write(file, Map.of(), List.of());

        assertThat(Files.readAllBytes(file))
                .isEqualTo(file("38 00 00 00 00 00 00 00", "{}" + " ".repeat(54), ""));
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            assertThat(tensors.names()).isEmpty();
            assertThat(tensors.metadata()).isEmpty();
        }
    }

    private static byte[] file(String length, String header, String data) {
        String text = HexFormat.of().formatHex(header.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().parseHex(length.replace(" ", "") + text + data.replace(" ", ""));
    }

    private static byte[] hex(String bytes) {
        return HexFormat.of().parseHex(bytes.replace(" ", ""));
    }
}
