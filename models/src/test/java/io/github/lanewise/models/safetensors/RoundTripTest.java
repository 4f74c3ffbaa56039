package io.github.lanewise.models.safetensors;

import static io.github.lanewise.models.safetensors.TestFiles.product;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What is written is read again, bit for bit. */
class RoundTripTest {
    private static final float[] SPECIAL = {
        0f,
        -0f,
        Float.NaN,
        Float.intBitsToFloat(0xffc12345),
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MAX_VALUE
    };

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() {
        folder = TestFiles.newFolder();
    }

    @AfterContainer
    static void deleteFolder() {
        TestFiles.deleteFolder(folder);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void everyTensorComesBack(
            @ForAll("names") Set<String> names,
            @ForAll("metadata") Map<String, String> metadata,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<NamedTensor> written = new ArrayList<>();
        names.forEach(name -> written.add(drawTensor(name, random)));
        Path file = folder.resolve("model.safetensors");

        SafetensorsWriter.write(file, metadata, written);

        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            assertThat(read.metadata()).isEqualTo(metadata);
            assertThat(List.copyOf(read.names())).isEqualTo(List.copyOf(names));
            for (NamedTensor tensor : written) {
                assertThat(read.dtype(tensor.name())).isEqualTo(DType.F32);
                assertThat(read.shape(tensor.name())).isEqualTo(tensor.shape());
                read.requireShape(tensor.name(), tensor.shape());
                float[] expected = tensor.data().toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
                assertThat(bits(read.floats(tensor.name()))).isEqualTo(bits(expected));
                assertThat(bits(copied(read, tensor))).isEqualTo(bits(expected));
            }
        }
    }

    /** More than one chunk, and a last chunk that is not full. */
    @Example
    void largeTensorsComeBackFromArraysAndNativeSegments() {
        float[] values = drawFloats(200_003, new Random(1));
        Path file = folder.resolve("large.safetensors");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment off = arena.allocate(values.length * 4L, 64);
            MemorySegment.copy(values, 0, off, ValueLayout.JAVA_FLOAT, 0, values.length);
            SafetensorsWriter.write(
                    file,
                    Map.of(),
                    List.of(
                            new NamedTensor("array", new int[] {values.length}, values),
                            new NamedTensor("native", new int[] {1, values.length}, off)));
        }
        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            assertThat(bits(read.floats("array"))).isEqualTo(bits(values));
            assertThat(bits(read.floats("native"))).isEqualTo(bits(values));
        }
    }

    @Example
    void sameContentGivesSameBytesWhateverTheOrderOfTheMetadata() throws IOException {
        List<NamedTensor> tensors =
                List.of(new NamedTensor("b", new int[] {2}, new float[] {1f, 2f}));
        List<String> keys = List.of("epoch", "model", "accuracy", "format", "seed");
        Map<String, String> forward = new LinkedHashMap<>();
        keys.forEach(key -> forward.put(key, "value of " + key));
        Map<String, String> backward = new LinkedHashMap<>();
        keys.reversed().forEach(key -> backward.put(key, "value of " + key));
        Path first = folder.resolve("first.safetensors");
        Path second = folder.resolve("second.safetensors");

        SafetensorsWriter.write(first, forward, tensors);
        SafetensorsWriter.write(second, backward, tensors);

        assertThat(Files.readAllBytes(first)).isEqualTo(Files.readAllBytes(second));
    }

    @Property
    void dataBeginsAtAMultipleOf64(@ForAll("metadata") Map<String, String> metadata) {
        byte[] start = HeaderWriter.startOfFile(metadata, List.of());
        long header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat(start.length % 64).isZero();
        assertThat(header).isEqualTo(start.length - 8);
    }

    @Provide
    Arbitrary<Set<String>> names() {
        Arbitrary<String> plain = Arbitraries.of("conv1.weight", "conv1.bias", "", "\"\\\n\u0000");
        Arbitrary<String> any = text().filter(name -> !name.equals("__metadata__"));
        return Arbitraries.frequencyOf(Tuple.of(1, plain), Tuple.of(4, any)).set().ofMaxSize(6);
    }

    @Provide
    Arbitrary<Map<String, String>> metadata() {
        return Arbitraries.maps(text(), text()).ofMaxSize(4);
    }

    /** Any text that has a UTF-8 form, astral characters included. */
    private static Arbitrary<String> text() {
        Arbitrary<String> astral = Arbitraries.of("😀", "𝛼x", "\u2028", "é", "\ufeff");
        Arbitrary<String> basic = Arbitraries.strings().ofMaxLength(20);
        return Arbitraries.oneOf(astral, basic)
                .filter(text -> {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    return new String(bytes, StandardCharsets.UTF_8).equals(text);
                });
    }

    private static NamedTensor drawTensor(String name, Random random) {
        int[] shape = new int[random.nextInt(5)];
        Arrays.setAll(shape, axis -> random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(5));
        return new NamedTensor(name, shape, drawFloats(product(shape), random));
    }

    private static float[] drawFloats(int count, Random random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] =
                    random.nextInt(4) == 0
                            ? SPECIAL[random.nextInt(SPECIAL.length)]
                            : Float.intBitsToFloat(random.nextInt());
        }
        return values;
    }

    /** Reads through {@link SafetensorsFile#copyTo} into native memory that was full of NaN. */
    private static float[] copied(SafetensorsFile read, NamedTensor tensor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(tensor.data().byteSize(), 64);
            target.fill((byte) 0xff);
            read.copyTo(tensor.name(), target);
            return target.toArray(ValueLayout.JAVA_FLOAT);
        }
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
        return bits;
    }
}
