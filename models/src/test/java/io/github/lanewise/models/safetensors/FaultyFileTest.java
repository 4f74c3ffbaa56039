package io.github.lanewise.models.safetensors;

import static io.github.lanewise.models.safetensors.TestFiles.bytes;
import static io.github.lanewise.models.safetensors.TestFiles.fault;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault of a file, and the sentence that names it. */
class FaultyFileTest {
    @TempDir private Path folder;

    /** Headers over 8 bytes of data, all three times; single quotes stand for double quotes. */
    static Stream<Arguments> faultsOfJson() {
        return Stream.of(
                Arguments.of("", "does not begin with '{'"),
                Arguments.of("[]", "does not begin with '{'"),
                Arguments.of(" {}", "does not begin with '{'"),
                Arguments.of("{", "not valid JSON"),
                Arguments.of("{'a'", "not valid JSON"),
                Arguments.of("{'a':}", "not valid JSON"),
                Arguments.of("{} {}", "the header goes on after its JSON object"),
                Arguments.of("{}\u0000", "not valid JSON"),
                Arguments.of("{'a':5}", "tensor 'a' is not described by a JSON object"),
                Arguments.of("{'a':null}", "tensor 'a' is not described by a JSON object"),
                Arguments.of("{'__metadata__':[]}", "__metadata__ is not a JSON object"),
                Arguments.of("{'__metadata__':{'k':1}}", "the value of 'k' in __metadata__"),
                Arguments.of("{'__metadata__':{'k':'','k':''}}", "has the key 'k' twice"),
                Arguments.of("{'__metadata__':{},'__metadata__':{}}", "'__metadata__' twice"),
                Arguments.of(tensors("a", "a"), "the header has the key 'a' twice"),
                Arguments.of(
                        "{'a':{'dtype':'F32','dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
                        "tensor 'a' has the key 'dtype' twice"),
                Arguments.of("{'\\ud800':{}}", "not valid JSON"),
                Arguments.of("{'\\udc00':{}}", "not valid JSON"),
                Arguments.of("{'__metadata__':{'k':'\\udc00'}}", "is not valid Unicode"));
    }

    static Stream<Arguments> faultsOfFields() {
        return Stream.of(
                Arguments.of("{'a':{'shape':[2],'data_offsets':[0,8]}}", "'a' has no dtype"),
                Arguments.of("{'a':{'dtype':'F32','data_offsets':[0,8]}}", "'a' has no shape"),
                Arguments.of("{'a':{'dtype':'F32','shape':[2]}}", "'a' has no data_offsets"),
                Arguments.of(tensor("7", "[2]", "[0,8]"), "the dtype of tensor 'a' is not a s"),
                Arguments.of(tensor("'F33'", "[2]", "[0,8]"), "the unknown dtype 'F33'"),
                Arguments.of(tensor("'f32'", "[2]", "[0,8]"), "the unknown dtype 'f32'"),
                Arguments.of(tensor("'F32'", "[2]", "[8]"), "are not two numbers"),
                Arguments.of(tensor("'F32'", "[2]", "[0,8,8]"), "are not two numbers"),
                Arguments.of(tensor("'F32'", "[2]", "[0,-8]"), "the negative number -8"),
                Arguments.of(tensor("'F32'", "2", "[0,8]"), "'a' is not a JSON array"),
                Arguments.of(tensor("'F32'", "['2']", "[0,8]"), "else than whole numbers"),
                Arguments.of(tensor("'F32'", "[2.0]", "[0,8]"), "else than whole numbers"),
                Arguments.of(tensor("'F32'", "[[2]]", "[0,8]"), "else than whole numbers"),
                Arguments.of(tensor("'F32'", "[-2]", "[0,8]"), "the negative number -2"),
                Arguments.of(
                        tensor("'F32'", "[9223372036854775808]", "[0,8]"), "the range of 64 bits"));
    }

    static Stream<Arguments> faultsOfLayout() {
        return Stream.of(
                Arguments.of(
                        tensor("'F32'", "[4294967296,4294967296]", "[0,8]"),
                        "tensor 'a' of dtype F32 and shape [4294967296, 4294967296] has a size"
                                + " beyond the range of 64 bits"),
                Arguments.of(tensor("'F32'", "[2305843009213693951]", "[0,8]"), "beyond the range"),
                Arguments.of(
                        tensor("'F32'", "[3]", "[0,8]"),
                        "tensor 'a' of dtype F32 and shape [3] takes 12 bytes, but its"
                                + " data_offsets are [0, 8]"),
                Arguments.of(tensor("'F64'", "[2]", "[0,8]"), "takes 16 bytes"),
                Arguments.of(tensor("'F32'", "[0]", "[8,4]"), "data_offsets are [8, 4]"),
                Arguments.of(tensor("'F4'", "[3]", "[0,1]"), "does not fill whole bytes"),
                Arguments.of(
                        tensor("'F32'", "[1]", "[4,8]"),
                        "the bytes from 0 to 3 of the data, before tensor 'a', belong to no"),
                Arguments.of(tensors("a", "b"), "the tensors 'a' and 'b' overlap at byte 0"),
                Arguments.of(
                        tensor("'F32'", "[1]", "[0,4]"),
                        "the last 4 bytes of the file belong to no tensor"),
                Arguments.of(
                        tensor("'F32'", "[4]", "[0,16]"),
                        "truncated, because its header describes 16 bytes of data and 8 follow"),
                Arguments.of(
                        tensor("'U8'", "[9223372036854775800]", "[0,9223372036854775800]"),
                        "beyond the range of 64 bits"));
    }

    @ParameterizedTest
    @MethodSource({"faultsOfJson", "faultsOfFields", "faultsOfLayout"})
    void faultyHeaderIsNamed(String header, String expected) {
        Path file = TestFiles.write(folder, bytes(header.replace('\'', '"'), new byte[8]));
        assertThat(fault(file, () -> TestFiles.readAll(file))).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "100000001, 100000001 bytes and the format allows 100000000",
        "-1, 18446744073709551615 bytes and the format allows 100000000",
        "3, 'truncated, because it claims a header of 3 bytes and 2 follow'",
        "100000000, 'truncated, because it claims a header of 100000000 bytes and 2 follow'"
    })
    void wrongHeaderLengthIsNamed(long length, String expected) {
        byte[] bytes =
                ByteBuffer.allocate(10)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(length)
                        .put((byte) '{')
                        .put((byte) '}')
                        .array();
        Path file = TestFiles.write(folder, bytes);
        assertThat(fault(file, () -> TestFiles.readAll(file))).contains(expected);
    }

    /** The limit holds however large the file is; this one is sparse. */
    @Test
    void oversizedHeaderIsRefusedThoughTheFileHasTheBytes() throws IOException {
        Path file = TestFiles.write(folder, bytes("{}"));
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.writeLong(Long.reverseBytes(100_000_001));
            bytes.setLength(200_000_000);
        }
        assertThat(fault(file, () -> TestFiles.readAll(file))).contains("header is oversized");
    }

    @Test
    void malformedUtf8IsNamed() {
        byte[] header = "{\"?\":{}}".getBytes(StandardCharsets.UTF_8);
        header[2] = (byte) 0xff;
        Path file = TestFiles.write(folder, bytes(header));
        assertThat(fault(file, () -> TestFiles.readAll(file))).contains("is not UTF-8 text");
    }

    @Test
    void utf16IsNotMistakenForJson() {
        Path file = TestFiles.write(folder, bytes("{}".getBytes(StandardCharsets.UTF_16LE)));
        assertThat(fault(file, () -> TestFiles.readAll(file))).contains("not valid JSON");
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "{\"a\":{\"note\":" + "[".repeat(1_000_000) + "]".repeat(1_000_000) + "}}";
        Path file = TestFiles.write(folder, bytes(deep));
        assertThat(fault(file, () -> TestFiles.readAll(file))).contains("not valid JSON");
    }

    @Test
    void longAndUnprintableNamesAreCutInMessages() {
        String name = "x\\n\\u202e" + "y".repeat(100_000);
        Path file = TestFiles.write(folder, bytes("{\"" + name + "\":1}"));
        assertThat(fault(file, () -> TestFiles.readAll(file)))
                .startsWith("tensor 'x\\u000a\\u202eyyyy")
                .contains("y…'");
    }

    @Test
    void manyDimensionsAreCutInMessages() {
        String shape = "[" + "1,".repeat(100_000) + "3]";
        String header = tensor("'F32'", shape, "[0,8]").replace('\'', '"');
        Path file = TestFiles.write(folder, bytes(header, new byte[8]));
        assertThat(fault(file, () -> TestFiles.readAll(file)))
                .contains("[1, 1, 1, 1, 1, 1, 1, 1, … 100001 dimensions] takes 12 bytes");
    }

    @Test
    void missingFileAndFolderAreNamed() {
        Path missing = folder.resolve("missing.safetensors");
        assertThat(fault(missing, () -> TestFiles.readAll(missing))).contains("no such file");
        assertThat(fault(folder, () -> TestFiles.readAll(folder))).contains("a folder or a device");
    }

    @Test
    void fileThatShrinksAfterOpeningIsNamed() throws IOException {
        Path file =
                TestFiles.write(
                        folder,
                        bytes(tensor("'F32'", "[2]", "[0,8]").replace('\'', '"'), new byte[8]));
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            Files.write(file, new byte[10]);
            assertThat(fault(file, () -> tensors.floats("a"))).contains("became shorter");
        }
    }

    private static String tensor(String dtype, String shape, String offsets) {
        return "{'a':{'dtype':" + dtype + ",'shape':" + shape + ",'data_offsets':" + offsets + "}}";
    }

    private static String tensors(String first, String second) {
        String info = ":{'dtype':'F32','shape':[2],'data_offsets':[0,8]}";
        return "{'" + first + "'" + info + ",'" + second + "'" + info + "}";
    }
}
