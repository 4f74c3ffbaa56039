package io.github.lanewise.engine.tensor;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.reference.Values;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class TensorTest {
    private static final int TRIES = 150;

    @Property(tries = TRIES)
    void imagesComeBackAsTheyWentIn(
            @ForAll @IntRange(min = 1, max = 40) int channels,
            @ForAll @IntRange(min = 1, max = 20) int height,
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(min = 0, max = 3) int border,
            @ForAll @IntRange(min = 0, max = 16) int wanted,
            @ForAll @IntRange(min = 0, max = 9) int offset,
            @ForAll long seed) {
        Shape shape = Shape.of(channels, height, width);
        int images = Math.min(wanted, Lanes.COUNT);
        float[] nchw = Values.uniform(seed, offset + images * shape.elements());
        float[] back = new float[nchw.length];
        System.arraycopy(nchw, 0, back, 0, offset);
        try (Workspace workspace = new Workspace()) {
            Tensor tensor = workspace.tensor(layout(shape, border));
            fillWithNaN(tensor.segment());
            tensor.load(nchw, offset, images);
            tensor.store(back, offset, images);
            assertExact("images", back, nchw);
            assertElementsInLanes(tensor, nchw, offset, images);
        }
    }

    @Property(tries = TRIES)
    void anImageWithChannelsInLanesComesBackAsItWentIn(
            @ForAll @IntRange(min = 1, max = 40) int channels,
            @ForAll @IntRange(min = 1, max = 20) int height,
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(min = 0, max = 3) int border,
            @ForAll long seed) {
        Shape shape = Shape.of(channels, height, width);
        Layout layout = Layout.ofImage(shape, new Halo(border, 0, 2 * border, 1));
        assertThat(layout.planes()).isEqualTo(Math.ceilDiv(channels, Lanes.COUNT));
        float[] chw = Values.uniform(seed, shape.elements());
        float[] back = new float[chw.length];
        try (Workspace workspace = new Workspace()) {
            Tensor tensor = workspace.tensor(layout);
            tensor.load(chw, 0, 1);
            tensor.store(back, 0, 1);
            assertExact("image", back, chw);
            float[] floats = tensor.segment().toArray(ValueLayout.JAVA_FLOAT);
            int rowFloats = (width + 2 * border + 1) * Lanes.COUNT;
            int planeFloats = (int) (layout.planeStride() / 4);
            for (int i = 0; i < chw.length; i++) {
                int channel = i / shape.pixels();
                int row = i % shape.pixels() / width + border;
                int column = i % width + 2 * border;
                int plane = channel / Lanes.COUNT * planeFloats + row * rowFloats;
                int at = plane + column * Lanes.COUNT + channel % Lanes.COUNT;
                assertThat(floats[at]).isEqualTo(chw[i]);
                floats[at] = 0;
            }
            assertThat(floats).containsOnly(0);
            tensor.fill(3);
            tensor.store(back, 0, 1);
            assertThat(back).containsOnly(3);
            float sum = 0;
            for (float value : tensor.segment().toArray(ValueLayout.JAVA_FLOAT)) {
                sum += value;
            }
            assertThat(sum).isEqualTo(3f * chw.length);
            assertThatThrownBy(() -> tensor.load(new float[2 * chw.length], 0, 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0 to 1 images, not 2");
        }
    }

    @Property(tries = TRIES)
    void segmentsDoWhatArraysDo(
            @ForAll @IntRange(min = 1, max = 9) int channels,
            @ForAll @IntRange(min = 1, max = 9) int size,
            @ForAll @IntRange(min = 0, max = 4) int images,
            @ForAll boolean nativeMemory,
            @ForAll long seed) {
        Shape shape = Shape.of(channels, size, size + 1);
        float[] nchw = Values.uniform(seed, images * shape.elements());
        try (Workspace workspace = new Workspace()) {
            MemorySegment source =
                    nativeMemory
                            ? workspace.floats(nchw.length + 1)
                            : MemorySegment.ofArray(new float[nchw.length + 1]);
            MemorySegment.copy(nchw, 0, source, ValueLayout.JAVA_FLOAT, 4, nchw.length);
            Tensor tensor = workspace.tensor(Layout.of(shape, Halo.NONE));
            tensor.load(source, 4, images);
            float[] stored = new float[nchw.length];
            tensor.store(stored, 0, images);
            assertExact("images", stored, nchw);
            source.fill((byte) 0);
            tensor.store(source, 4, images);
            float[] written = source.toArray(ValueLayout.JAVA_FLOAT);
            assertThat(written[0]).isZero();
            assertExact("images", Arrays.copyOfRange(written, 1, written.length), nchw);
        }
    }

    @Property(tries = TRIES)
    void layoutsAreBijectiveAndFilledWithoutTouchingTheHalo(
            @ForAll @IntRange(min = 1, max = 9) int channels,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 0, max = 3) int border) {
        Shape shape = Shape.of(channels, height, width);
        try (Workspace workspace = new Workspace()) {
            Tensor tensor = workspace.tensor(layout(shape, border));
            assertThat(tensor.segment().byteSize()).isEqualTo(tensor.layout().byteSize());
            tensor.fill(1);
            float sum = 0;
            for (float value : tensor.segment().toArray(ValueLayout.JAVA_FLOAT)) {
                sum += value;
            }
            assertThat(sum).isEqualTo(shape.elements() * Lanes.COUNT);
            tensor.clear();
            float[] cleared = tensor.segment().toArray(ValueLayout.JAVA_FLOAT);
            assertExact("elements", cleared, new float[cleared.length]);
        }
    }

    @Test
    void loadAndStoreRefuseMoreImagesThanLanesAndShortArrays() {
        Shape shape = Shape.of(2, 3, 4);
        try (Workspace workspace = new Workspace()) {
            Tensor tensor = workspace.tensor(shape);
            float[] tooShort = new float[23];
            int tooMany = Lanes.COUNT + 1;
            float[] plenty = new float[tooMany * 24];
            assertThatThrownBy(() -> tensor.load(plenty, 0, tooMany))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(String.valueOf(tooMany));
            assertThatThrownBy(() -> tensor.store(plenty, 0, -1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> tensor.load(tooShort, 0, 1))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> tensor.store(tooShort, 0, 1))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void onlyPackedTensorsOfAsManyElementsAreReshaped() {
        try (Workspace workspace = new Workspace()) {
            Tensor packed = workspace.tensor(Shape.of(2, 3, 4));
            packed.load(Values.uniform(1, 24), 0, 1);
            float[] flat = new float[24];
            packed.reshaped(Shape.vector(24)).store(flat, 0, 1);
            assertThat(flat).containsExactly(Values.uniform(1, 24));
            assertThatThrownBy(() -> packed.reshaped(Shape.vector(23)))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("2×3×4")
                    .hasMessageContaining("23×1×1");
            Tensor bordered = workspace.tensor(Layout.of(Shape.of(2, 3, 4), new Halo(1, 1, 1, 1)));
            assertThatThrownBy(() -> bordered.reshaped(Shape.vector(24)))
                    .isInstanceOf(ShapeException.class);
        }
    }

    private static Layout layout(Shape shape, int border) {
        return border == 0
                ? Layout.packed(shape)
                : Layout.of(shape, new Halo(border - 1, border, border, 0));
    }

    private static void fillWithNaN(MemorySegment segment) {
        float[] values = new float[(int) (segment.byteSize() / 4)];
        Arrays.fill(values, Float.NaN);
        MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_FLOAT, 0, values.length);
    }

    /** Each lane holds its image; the lanes from {@code images} on hold zeros. */
    private static void assertElementsInLanes(Tensor tensor, float[] nchw, int offset, int images) {
        Shape shape = tensor.shape();
        for (int i = 0; i < shape.elements(); i++) {
            int channel = i / shape.pixels();
            int row = i % shape.pixels() / shape.width();
            long at = tensor.layout().offset(channel, row, i % shape.width());
            for (int lane = 0; lane < Lanes.COUNT; lane++) {
                float expected = lane < images ? nchw[offset + lane * shape.elements() + i] : 0;
                float actual = tensor.segment().get(ValueLayout.JAVA_FLOAT, at + 4L * lane);
                if (actual != expected) {
                    throw new AssertionError(
                            "element %d of lane %d is %s instead of %s"
                                    .formatted(i, lane, actual, expected));
                }
            }
        }
    }
}
