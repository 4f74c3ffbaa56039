package io.github.lanewise.models.onnx;

import static io.github.lanewise.models.onnx.SavedModels.CLASSES;
import static io.github.lanewise.models.onnx.SavedModels.DIGIT;
import static io.github.lanewise.models.onnx.SavedModels.blank;
import static io.github.lanewise.models.onnx.SavedModels.numbers;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.models.family.ClassicNetwork;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However values are passed, results have the same bits. */
final class RunFormsTest {
    @TempDir Path folder;

    private OnnxModel lenet(int threads) {
        return Onnx.load(SavedModels.lenet(folder), OnnxOptions.DEFAULT.withThreads(threads));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "1, 3", "2, 1", "2, 2", "7, 1", "7, 2", "7, 3"})
    void formsGiveTheSameBits(int images, int threads) {
        float[] input = numbers(images * DIGIT, images);
        try (OnnxModel model = lenet(threads)) {
            float[] expected = oneByOne(model, input);
            assertThat(model.run(input)).isEqualTo(expected);
            for (FloatBuffer buffer : buffers(input)) {
                int position = buffer.position();
                assertThat(model.run(buffer)).isEqualTo(expected);
                assertThat(buffer.position()).isEqualTo(position);
            }
            OnnxValue value = OnnxValue.of(input, images, 1, 28, 28);
            OnnxValue result =
                    requireNonNull(
                            model.run(Map.of(ClassicNetwork.INPUT, value))
                                    .get(ClassicNetwork.LOGITS));
            assertThat(result.extents()).isEqualTo(Extents.of(images, CLASSES));
            assertThat(result.toArray()).isEqualTo(expected);
            float[] output = blank(expected.length);
            model.run(
                    List.of(MemorySegment.ofArray(input)), List.of(MemorySegment.ofArray(output)));
            assertThat(output).isEqualTo(expected);
        }
    }

    private static float[] oneByOne(OnnxModel model, float[] input) {
        int images = input.length / DIGIT;
        float[] scores = blank(images * CLASSES);
        for (int n = 0; n < images; n++) {
            float[] image = Arrays.copyOfRange(input, n * DIGIT, (n + 1) * DIGIT);
            System.arraycopy(model.run(image), 0, scores, n * CLASSES, CLASSES);
        }
        return scores;
    }

    /** Returns the same floats in buffers of all kinds. */
    private static List<FloatBuffer> buffers(float[] input) {
        FloatBuffer within = FloatBuffer.allocate(input.length + 5).position(2).put(input).flip();
        within.position(2);
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(input.length * Float.BYTES)
                        .order(ByteOrder.nativeOrder());
        FloatBuffer direct = bytes.asFloatBuffer().put(input).flip();
        return List.of(
                FloatBuffer.wrap(input),
                FloatBuffer.wrap(input).asReadOnlyBuffer(),
                within,
                within.slice(),
                direct,
                direct.asReadOnlyBuffer());
    }

    /** Memory of a confined arena belongs to its thread, so that no other may read it. */
    @ParameterizedTest
    @CsvSource({"1, 2", "7, 1", "7, 2", "7, 3"})
    void memoryOfAnyArenaWillDo(int images, int threads) {
        float[] input = numbers(images * DIGIT, images);
        try (OnnxModel model = lenet(threads);
                Arena confined = Arena.ofConfined();
                Arena shared = Arena.ofShared()) {
            float[] expected = model.run(input);
            for (Arena arena : List.of(confined, shared)) {
                MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_FLOAT, input);
                MemorySegment out = arena.allocateFrom(ValueLayout.JAVA_FLOAT, blank(images * 10));
                model.run(List.of(in), List.of(out));
                assertThat(out.toArray(ValueLayout.JAVA_FLOAT)).isEqualTo(expected);
                assertThat(
                                model.run(
                                        in.asByteBuffer()
                                                .order(ByteOrder.nativeOrder())
                                                .asFloatBuffer()))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void anotherByteOrderIsRefused() {
        ByteOrder other =
                ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                        ? ByteOrder.BIG_ENDIAN
                        : ByteOrder.LITTLE_ENDIAN;
        FloatBuffer buffer = ByteBuffer.allocateDirect(DIGIT * 4).order(other).asFloatBuffer();
        String sentence =
                ("The buffer of floats is in %s order, but this machine computes in %s order;"
                                + " call order(ByteOrder.nativeOrder()) on its ByteBuffer first.")
                        .formatted(other, ByteOrder.nativeOrder());
        try (OnnxModel model = lenet(1)) {
            assertThatThrownBy(() -> model.run(buffer))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(sentence);
        }
        assertThatThrownBy(() -> OnnxValue.of(buffer, 1, 1, 28, 28)).hasMessage(sentence);
    }

    @Test
    void aFixedBatchIsRunAsAWhole() {
        float[] input = numbers(2 * DIGIT, 5);
        float[] expected;
        try (OnnxModel open = lenet(1)) {
            expected = open.run(input);
        }
        Path file =
                SavedModels.classic(
                        folder, ClassicNetwork.LENET_5, ClassicNetwork.LENET_5.small().images(2));
        try (OnnxModel model = Onnx.load(file, OnnxOptions.DEFAULT.withThreads(2))) {
            float[] actual = model.run(input);
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).isCloseTo(expected[i], Offset.offset(1e-4f));
            }
            float[] output = blank(expected.length);
            model.run(
                    List.of(MemorySegment.ofArray(input)), List.of(MemorySegment.ofArray(output)));
            assertThat(output).isEqualTo(actual);
            assertThatThrownBy(() -> model.run(new float[DIGIT]))
                    .isInstanceOf(ShapeException.class)
                    .hasMessage("The input input 2×1×28×28 takes 1568 floats, but got 784.");
        }
    }

    @Test
    void partsOfImagesAreRefused() {
        try (OnnxModel model = lenet(2)) {
            for (int floats : List.of(0, 1, DIGIT - 1, DIGIT + 1)) {
                assertThatThrownBy(() -> model.run(new float[floats]))
                        .isInstanceOf(ShapeException.class)
                        .hasMessage(
                                "The input input N×1×28×28 takes 784 floats per image, but got "
                                        + floats
                                        + ".");
            }
        }
    }

    @Test
    void memoryOfOtherSizesIsRefused() {
        MemorySegment digit = MemorySegment.ofArray(new float[DIGIT]);
        MemorySegment scores = MemorySegment.ofArray(new float[CLASSES]);
        try (OnnxModel model = lenet(2)) {
            assertRefused(
                    () -> model.run(List.of(digit.asSlice(2)), List.of(scores)),
                    "Input input (1×1×28×28) takes 784 floats for 1 image, but got 3134 bytes.");
            assertRefused(
                    () -> model.run(List.of(digit), List.of(scores.asSlice(4))),
                    "Output logits (1×10) takes 10 floats for 1 image, but got 36 bytes.");
            assertRefused(
                    () -> model.run(List.of(), List.of(scores)),
                    "Inputs of this graph are [input (1×1×28×28)], but got 0.");
            assertThatThrownBy(() -> model.run(List.of(digit), List.of(scores.asReadOnly())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "The memory for output logits (1×10) is read-only; pass some that"
                                    + " can be written.");
        }
    }

    private static void assertRefused(Runnable call, String sentence) {
        assertThatThrownBy(call::run).isInstanceOf(ShapeException.class).hasMessage(sentence);
    }
}
