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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX Runtime runs the networks, and the numbers tell whether an engine computes as it should. */
class ClassicNetworkTest {
    private static final int SEED = 5;

    static List<FamilyCase> small() {
        return FamilyCase.small();
    }

    static List<FamilyCase> inAllStyles() {
        return FamilyCase.inAllStyles();
    }

    @ParameterizedTest
    @MethodSource
    void small(FamilyCase small) {
        check(small);
    }

    @ParameterizedTest
    @MethodSource
    void inAllStyles(FamilyCase styled) {
        check(styled);
    }

    private static void check(FamilyCase tested) {
        int classes = tested.options().classes();
        byte[] model = tested.model().toBytes();
        float[] largest = new float[0];
        for (int images : tested.batches()) {
            float[] logits = run(tested, model, images);
            assertThat(logits).hasSize(images * classes);
            for (int image = 0; image < images; image++) {
                checkImage(Arrays.copyOfRange(logits, image * classes, (image + 1) * classes));
            }
            for (int i = 0; i < Math.min(logits.length, largest.length); i++) {
                assertThat(logits[i]).isCloseTo(largest[i], within(1e-3f));
            }
            largest = logits;
        }
        float[] first = Arrays.copyOf(largest, classes);
        float[] second = Arrays.copyOfRange(largest, classes, 2 * classes);
        System.out.println(
                tested
                        + " std "
                        + deviation(first)
                        + " max "
                        + Arrays.toString(first)
                        + " rel "
                        + distance(first, second) / deviation(first)
                        + " bytes "
                        + model.length);
    }

    private static void checkImage(float[] logits) {
        for (float logit : logits) {
            assertThat(Math.abs(logit)).isFinite().isLessThan(100);
        }
        assertThat(deviation(logits)).isGreaterThan(0.01);
    }

    private static float[] run(FamilyCase tested, byte[] model, int images) {
        Shape shape = tested.options().input();
        SplittableRandom random = new SplittableRandom(SEED);
        float[] pixels = new float[images * shape.elements()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextDouble(-1.7, 1.7);
        }
        Values input = Values.of(pixels, images, shape.channels(), shape.height(), shape.width());
        Map<String, Values> outputs =
                OnnxRuntime.run(model, Map.of(ClassicNetwork.INPUT, input));
        return Objects.requireNonNull(outputs.get(ClassicNetwork.LOGITS)).toArray();
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
