package io.github.lanewise.models.onnx.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.lanewise.models.ModelFormatException;
import io.github.lanewise.models.onnx.Proto;
import io.github.lanewise.models.onnx.TestModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Damaged or malicious files: a ModelFormatException or nothing, and little memory. */
class HostileModelTest {
    private static final byte[] SOUND =
            new TestModel()
                    .input("x", "n", 1L, 4L, 4L)
                    .output("y")
                    .constant("w", new long[] {1, 1, 1, 1}, 2f)
                    .initializer(TestModel.tensor("i", 6, 2).bytes(5, Proto.packed(1, 2)))
                    .node(
                            "Conv",
                            "x w",
                            "c",
                            TestModel.attribute("strides", new long[] {1, 1}),
                            TestModel.attribute("auto_pad", "VALID"))
                    .node("Relu", "c", "y")
                    .bytes();

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("onnx-test");
    }

    @AfterContainer
    static void deleteFolder() throws IOException {
        Files.deleteIfExists(folder.resolve("model.onnx"));
        Files.delete(folder);
    }

    @Example
    void everyTruncationIsAFault() {
        for (int length = 0; length < SOUND.length; length++) {
            Path file = TestModel.write(folder, Arrays.copyOf(SOUND, length));
            assertThatThrownBy(() -> OnnxModelFile.open(file).close())
                    .as("cut after %d bytes", length)
                    .isExactlyInstanceOf(ModelFormatException.class);
        }
    }

    @Property(tries = 2000)
    void randomDamageIsAFaultOrHarmless(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) {
        Random random = new Random(seed);
        byte[] damaged = SOUND.clone();
        for (int i = 0; i < changes; i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        readOrFault(damaged);
    }

    @Example
    void smallFilesNeverTakeMuchMemory() {
        byte[] huge = Proto.packed(Integer.MAX_VALUE);
        List<byte[]> files =
                List.of(
                        join(new byte[] {0x3a}, huge, new byte[20]),
                        join(new byte[] {0x12}, huge, new byte[20]),
                        new TestModel()
                                .initializer(
                                        TestModel.tensor("w", 1, 1 << 30).bytes(9, new byte[4]))
                                .bytes(),
                        new TestModel()
                                .initializer(
                                        TestModel.tensor("w", 7, 1 << 27)
                                                .bytes(7, Proto.packed(1, 2)))
                                .bytes());
        files.forEach(HostileModelTest::readOrFault);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (byte[] bytes : files) {
            long before = threads.getCurrentThreadAllocatedBytes();
            readOrFault(bytes);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated).isLessThan(500_000);
        }
    }

    private static void readOrFault(byte[] bytes) {
        Path file = TestModel.write(folder, bytes);
        try (OnnxModelFile model = OnnxModelFile.open(file)) {
            assertThat(model.graph().nodes()).isNotNull();
        } catch (ModelFormatException fault) {
            assertThat(fault.getMessage()).startsWith(file + ": ").doesNotContain("\n");
        }
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        try {
            for (byte[] part : parts) {
                all.write(part);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return all.toByteArray();
    }
}
