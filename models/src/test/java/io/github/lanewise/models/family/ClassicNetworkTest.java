package io.github.lanewise.models.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.models.onnx.write.OnnxRuntime;
import io.github.lanewise.models.onnx.write.OnnxRuntime.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX Runtime runs the networks, and the numbers tell whether an engine computes as it should. */
class ClassicNetworkTest {
    private static final int SEED = 5;

    /** Of logits, relative to the largest; the programs' nodes round differently. */
    private static final double TOLERANCE = 1e-4;

    /**
     * Halves of it are odd, too, so that padding of all programs is symmetric with a stride of 2.
     */
    private static final Shape ODD = Shape.of(3, 33, 65);

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
        // Windows of 11×11 need larger images; these strides have no padding that depends on them.
        boolean small = network.small().input().channels() == 1 || network.name().contains("alex");
        List<FamilyCase> cases =
                Stream.concat(FamilyCase.small().stream(), FamilyCase.inAllStyles().stream())
                        .filter(tested -> tested.network().equals(network))
                        .map(FamilyCase::options)
                        .map(options -> small ? options : options.input(ODD))
                        .map(options -> new FamilyCase(network, options))
                        .toList();
        assertThat(cases).hasSize(4);
        float[] expected = run(cases.getFirst(), 2);
        for (FamilyCase tested : cases.subList(1, 4)) {
            // TensorFlow's means are without padding.
            boolean other =
                    network.equals(ClassicNetwork.SHUFFLENET_V1)
                            && tested.options().style().by(Exporter.TENSORFLOW);
            float[] logits = run(tested, 2);
            assertThat(deviation(logits)).as(tested.toString()).isBetween(0.1, 10.0);
            if (!other) {
                assertAgree(logits, expected);
            }
        }
    }

    /**
     * Parameters as authors and torchvision count them; the statistics of normalizations and the
     * nodes take up to 3% more.
     */
    @ParameterizedTest
    @CsvSource({
        "lenet-5, 61706",
        "lenet-5-1998, 61706",
        "vgg-28, 467818",
        "googlenet, 6998552",
        "resnet-18, 11689512",
        "resnet-50, 25557032",
        "resnext-50, 25028904",
        "densenet-121, 7978856",
        "squeezenet, 1235496",
        "shufflenet-v2, 2278604",
        "mobilenet-v1, 4231976",
        "mobilenet-v2, 3504872",
        "mobilenet-v3-small, 2542856"
    })
    void parametersAreAsManyAsPublished(String name, double parameters) {
        ClassicNetwork network = ClassicNetwork.named(name).orElseThrow();
        double bytes = network.model(network.published()).size();
        assertThat(bytes / Float.BYTES).isBetween(parameters, 1.03 * parameters);
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
