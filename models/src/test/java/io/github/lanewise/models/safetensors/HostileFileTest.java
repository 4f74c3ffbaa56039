package io.github.lanewise.models.safetensors;

import static io.github.lanewise.models.safetensors.TestFiles.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Damaged or malicious files: a SafetensorsException or nothing, and little memory. */
class HostileFileTest {
    private static final byte[] SOUND =
            bytes(
                    """
                    {"__metadata__":{"format":"pt"},\
                    "w":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},\
                    "é\\n":{"dtype":"F16","shape":[2],"data_offsets":[8,12]},\
                    "s":{"dtype":"F64","shape":[],"data_offsets":[12,20]},\
                    "e":{"dtype":"BF16","shape":[0,3],"data_offsets":[20,20]}}\
                    """
                            + "  ",
                    new byte[20]);

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() {
        folder = TestFiles.newFolder();
    }

    @AfterContainer
    static void deleteFolder() {
        TestFiles.deleteFolder(folder);
    }

    @Example
    void theSoundFileIsRead() {
        TestFiles.readAll(TestFiles.write(folder, SOUND));
    }

    @Example
    void everyTruncationIsAFault() {
        for (int length = 0; length < SOUND.length; length++) {
            Path file = TestFiles.write(folder, Arrays.copyOf(SOUND, length));
            assertThatThrownBy(() -> TestFiles.readAll(file))
                    .as("cut after %d bytes", length)
                    .isExactlyInstanceOf(SafetensorsException.class);
        }
    }

    @Example
    void everyExtensionIsAFault() {
        for (int length = SOUND.length + 1; length < SOUND.length + 20; length++) {
            Path file = TestFiles.write(folder, Arrays.copyOf(SOUND, length));
            assertThatThrownBy(() -> TestFiles.readAll(file))
                    .isExactlyInstanceOf(SafetensorsException.class)
                    .hasMessageContaining("belong to no tensor");
        }
    }

    @Property(tries = 1500)
    void randomDamageIsAFaultOrHarmless(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) {
        Random random = new Random(seed);
        byte[] damaged = SOUND;
        for (int i = 0; i < changes; i++) {
            damaged = damage(damaged, random);
        }
        readOrFault(damaged);
    }

    @Property(tries = 1000)
    void headersOfRandomValuesAreAFaultOrHarmless(@ForAll("headers") String header) {
        readOrFault(bytes(header, new byte[8]));
    }

    @Example
    void smallFilesNeverTakeMuchMemory() {
        String info = "{\"a\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[0,%s]}}";
        List<byte[]> files =
                List.of(
                        Arrays.copyOf(new byte[] {0, (byte) 0xe1, (byte) 0xf5, 5}, 20),
                        Arrays.copyOf(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1}, 20),
                        bytes(info.formatted("F32", "1000000000", "4000000000")),
                        bytes(info.formatted("U8", "1".repeat(18), "1".repeat(18))),
                        bytes(info.formatted("F32", "9".repeat(900), "8")),
                        bytes(info.formatted("F32", "1e999999999", "8")),
                        bytes("{\"a\":" + "{\"a\":".repeat(2000)));
        readOrFault(SOUND);
        files.forEach(HostileFileTest::readOrFault);

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (byte[] bytes : files) {
            long before = threads.getCurrentThreadAllocatedBytes();
            readOrFault(bytes);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated).isLessThan(500_000);
        }
    }

    private static void readOrFault(byte[] bytes) {
        Path file = TestFiles.write(folder, bytes);
        try {
            TestFiles.readAll(file);
        } catch (SafetensorsException fault) {
            assertThat(fault.getMessage()).startsWith(file + ": ").doesNotContain("\n");
        }
    }

    /** Overwrites, removes or inserts one byte. */
    private static byte[] damage(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        // Bytes that mean something in JSON find their way deeper into the reader.
        byte[] telling = "{}[]\",:0123456789-.eFB\\u ".getBytes(StandardCharsets.US_ASCII);
        byte value =
                random.nextBoolean()
                        ? telling[random.nextInt(telling.length)]
                        : (byte) random.nextInt();
        byte[] head = Arrays.copyOf(bytes, at);
        byte[] tail = Arrays.copyOfRange(bytes, at, bytes.length);
        return switch (random.nextInt(3)) {
            case 0 -> join(head, new byte[] {value}, Arrays.copyOfRange(tail, 1, tail.length));
            case 1 -> join(head, new byte[0], Arrays.copyOfRange(tail, 1, tail.length));
            default -> join(head, new byte[] {value}, tail);
        };
    }

    private static byte[] join(byte[] head, byte[] middle, byte[] tail) {
        byte[] all = Arrays.copyOf(head, head.length + middle.length + tail.length);
        System.arraycopy(middle, 0, all, head.length, middle.length);
        System.arraycopy(tail, 0, all, head.length + middle.length, tail.length);
        return all;
    }

    @Provide
    Arbitrary<String> headers() {
        Arbitrary<String> number = numbersOfAllKinds();
        Arbitrary<String> numbers =
                number.list().ofMaxSize(4).map(list -> "[" + String.join(",", list) + "]");
        Arbitrary<String> shape = Arbitraries.oneOf(numbers, number);
        Arbitrary<String> dtype =
                Arbitraries.of("\"F32\"", "\"F16\"", "\"F4\"", "\"I64\"", "\"X\"", "7", "null");
        Arbitrary<String> offsets =
                Arbitraries.oneOf(Arbitraries.of("[0,8]", "[0,4]", "[4,8]", "[8,8]"), numbers);
        Arbitrary<String> name = Arbitraries.of("a", "b", "__metadata__", "\\ud800", "\\u0000");
        Arbitrary<String> tensor =
                Combinators.combine(name, dtype, shape, offsets)
                        .as((n, d, s, o) ->
                                "\"%s\":{\"dtype\":%s,\"shape\":%s,\"data_offsets\":%s}"
                                        .formatted(n, d, s, o));
        return tensor.list().ofMaxSize(3).map(list -> "{" + String.join(",", list) + "}");
    }

    private static Arbitrary<String> numbersOfAllKinds() {
        return Arbitraries.of(
                "0",
                "1",
                "2",
                "4",
                "8",
                "-0",
                "-1",
                "2147483648",
                "4294967296",
                "4611686018427387904",
                "9223372036854775807",
                "9223372036854775808",
                "18446744073709551616",
                "1.0",
                "1e3",
                "1E99999",
                "null",
                "\"2\"",
                "[]",
                "{}",
                "true",
                "");
    }
}
