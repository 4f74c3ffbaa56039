package io.github.lanewise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.reference.Closeness;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class SamplesTest {
    private static final int COUNT = 30;

    @Property(tries = 100)
    void imagesAreLoadedInTheOrderAskedFor(
            @ForAll @IntRange(min = 1, max = 3) int channels,
            @ForAll @IntRange(min = 1, max = 12) int height,
            @ForAll @IntRange(min = 1, max = 12) int width,
            @ForAll @IntRange(min = 1, max = 16) int wanted,
            @ForAll @IntRange(min = 0, max = 1) int border,
            @ForAll long seed) {
        Shape shape = Shape.of(channels, height, width);
        int images = Math.min(wanted, Lanes.COUNT);
        byte[] pixels = new byte[COUNT * shape.elements()];
        new Random(seed).nextBytes(pixels);
        byte[] byteLabels = new byte[COUNT];
        new Random(seed + 1).nextBytes(byteLabels);
        float scale = 1 / 128f;
        float[] floats = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            floats[i] = (pixels[i] & 255) * scale - 1;
        }
        int[] labels = Values.labels(seed, COUNT, 10);
        int[] order = Values.labels(seed + 2, 5 + images, COUNT);
        Samples ofBytes = new ByteSamples(pixels, byteLabels, shape, scale, -1);
        Samples ofFloats = Samples.of(floats, labels, shape);
        float[] expected = new float[Lanes.COUNT * shape.elements()];
        for (int i = 0; i < images * shape.elements(); i++) {
            int image = order[5 + i / shape.elements()];
            expected[i] = floats[image * shape.elements() + i % shape.elements()];
        }
        try (Workspace workspace = new Workspace()) {
            Halo halo = new Halo(border, 0, 2 * border, border);
            Layout layout = border == 0 ? Layout.packed(shape) : Layout.of(shape, halo);
            for (Samples samples : new Samples[] {ofBytes, ofFloats}) {
                Tensor tensor = workspace.tensor(layout);
                tensor.fill(Float.NaN);
                samples.load(order, 5, images, tensor);
                float[] loaded = new float[expected.length];
                tensor.store(loaded, 0, Lanes.COUNT);
                Closeness.assertExact("images", loaded, expected);
                assertThat(samples.count()).isEqualTo(COUNT);
                assertThat(samples.shape()).isEqualTo(shape);
            }
            for (Samples samples : new Samples[] {ofBytes, ofFloats}) {
                Tensor single = workspace.tensor(Layout.ofImage(shape, halo));
                single.fill(Float.NaN);
                samples.load(order, 5, Math.min(1, images), single);
                float[] loaded = new float[shape.elements()];
                single.store(loaded, 0, 1);
                Closeness.assertExact(
                        "channels in lanes", loaded, Arrays.copyOf(expected, loaded.length));
            }
            assertThat(ofFloats.label(7)).isEqualTo(labels[7]);
            assertThat(ofBytes.label(7)).isEqualTo(byteLabels[7] & 255);
        }
    }

    @Test
    void lengthsThatDoNotFitAreRefused() {
        Shape shape = Shape.of(1, 2, 3);
        assertThatThrownBy(() -> Samples.of(new float[13], new int[2], shape))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1×2×3")
                .hasMessageContaining("12")
                .hasMessageContaining("13");
        assertThatThrownBy(() -> new ByteSamples(new byte[11], new byte[2], shape, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("11");
    }
}
