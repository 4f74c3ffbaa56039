package io.github.lanewise.models.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.models.onnx.write.OnnxRuntime;
import io.github.lanewise.models.onnx.write.OnnxRuntime.Values;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX Runtime runs the networks, and the numbers tell whether an engine computes as it should. */
class ClassicNetworkTest {
    private static final int SEED = 5;

    /** Of logits, relative to the largest; the programs' nodes round differently. */
    private static final double TOLERANCE = 1e-4;

    /** With padding only where windows move by one pixel, so that no program has its own. */
    private static final List<ClassicNetwork> PADDED_ALIKE =
            List.of(
                    ClassicNetwork.LENET_5,
                    ClassicNetwork.LENET_5_1998,
                    ClassicNetwork.VGG_28,
                    ClassicNetwork.ALEXNET_2012,
                    ClassicNetwork.ALEXNET,
                    ClassicNetwork.VGG_11,
                    ClassicNetwork.VGG_11_BN,
                    ClassicNetwork.VGG_16,
                    ClassicNetwork.VGG_16_BN,
                    ClassicNetwork.SQUEEZENET);

    static List<ClassicNetwork> networks() {
        return ClassicNetwork.all();
    }

    /** Scores are of a size that rounding cannot hide, and images matter. */
    @ParameterizedTest
    @MethodSource("networks")
    void classesAndImagesDiffer(ClassicNetwork network) {
        FamilyCase small = new FamilyCase(network, network.small());
        int classes = small.options().classes();
        float[] both = run(small, 2);
        float[] first = Arrays.copyOf(both, classes);
        float[] second = Arrays.copyOfRange(both, classes, 2 * classes);
        assertThat(deviation(first)).isBetween(0.1, 10.0);
        assertThat(deviation(second)).isBetween(0.1, 10.0);
        assertThat(distance(first, second)).isGreaterThan(0.05 * deviation(first));
        assertAgree(run(small, 1), first);
    }

    /** The nodes differ, and so do the versions of the operators, but not the results. */
    @ParameterizedTest
    @MethodSource("networks")
    void allProgramsWriteTheSameNetwork(ClassicNetwork network) {
        boolean alike = PADDED_ALIKE.contains(network);
        Map<Boolean, float[]> expected = new HashMap<>();
        List<FamilyCase> cases =
                Stream.concat(FamilyCase.small().stream(), FamilyCase.inAllStyles().stream())
                        .filter(tested -> tested.network().equals(network))
                        .toList();
        assertThat(cases).hasSize(4);
        for (FamilyCase tested : cases) {
            boolean shifted = !alike && tested.options().style().by(Exporter.TENSORFLOW);
            float[] logits = run(tested, 2);
            assertThat(deviation(logits)).as(tested.toString()).isBetween(0.1, 10.0);
            assertAgree(logits, expected.computeIfAbsent(shifted, _ -> logits));
        }
    }

    private static void assertAgree(float[] actual, float[] expected) {
        double largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(actual).containsExactly(expected, within((float) (TOLERANCE * largest)));
    }

    private static float[] run(FamilyCase tested, int images) {
        Map<String, Values> outputs =
                OnnxRuntime.run(
                        tested.model().toBytes(),
                        Map.of(ClassicNetwork.INPUT, images(tested.options().input(), images)));
        Values logits = Objects.requireNonNull(outputs.get(ClassicNetwork.LOGITS));
        assertThat(logits.extents())
                .containsExactly((long) images, (long) tested.options().classes());
        return logits.toArray();
    }

    /** Draws images of which each channel has a brightness of its own. */
    private static Values images(Shape shape, int count) {
        SplittableRandom random = new SplittableRandom(SEED);
        float[] pixels = new float[count * shape.elements()];
        double brightness = 0;
        for (int i = 0; i < pixels.length; i++) {
            brightness = i % shape.pixels() == 0 ? random.nextDouble(-1, 1) : brightness;
            pixels[i] = (float) (brightness + random.nextDouble(-1, 1));
        }
        return Values.of(pixels, count, shape.channels(), shape.height(), shape.width());
    }

    /** Returns the standard deviation from the mean. */
    private static double deviation(float[] values) {
        double mean = 0;
        for (float value : values) {
            mean += value / values.length;
        }
        double square = 0;
        for (float value : values) {
            square += (value - mean) * (value - mean) / values.length;
        }
        return Math.sqrt(square);
    }

    /** Returns the root of the mean square of the differences. */
    private static double distance(float[] a, float[] b) {
        double square = 0;
        for (int i = 0; i < a.length; i++) {
            square += (a[i] - (double) b[i]) * (a[i] - (double) b[i]) / a.length;
        }
        return Math.sqrt(square);
    }

    @Test
    void imagesThatAreTooSmallAreRefused() {
        FamilyOptions options = ClassicNetwork.ALEXNET_2012.small().input(Shape.of(3, 32, 10));
        assertThatThrownBy(() -> ClassicNetwork.ALEXNET_2012.model(options))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "A window of 11×11 does not fit into 3×32×10 with a padding of 0; use a"
                                + " larger image.");
    }
}
