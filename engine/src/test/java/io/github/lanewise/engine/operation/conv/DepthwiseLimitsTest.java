package io.github.lanewise.engine.operation.conv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.operation.OperationHarness;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Halo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits that the kernels of depthwise filters apply by themselves, or leave to an end. */
final class DepthwiseLimitsTest {
    private static final int CHANNELS = 19;

    private static final int HEIGHT = 6;

    private static final float LEAST = -0.25f;
    private static final float MOST = 0.5f;

    @ParameterizedTest
    @CsvSource({"3, 3, 1, 1", "3, 3, 2, 1", "3, 3, 1, 2", "2, 3, 1, 1", "3, 5, 1, 1", "1, 9, 1, 1"})
    void resultsAreLimitedAndNanStays(int r, int s, int stride, int dilation) {
        for (int width : new int[] {1, 2, 7, 8, 13}) {
            Extents x = Extents.of(2, CHANNELS, HEIGHT, width);
            float[] values = Values.uniform(1, x.elements());
            values[x.elements() / 2] = Float.NaN;
            Extents w = Extents.of(CHANNELS, 1, r, s);
            Halo pads = new Halo(r / 2 * dilation, r / 2 * dilation, s / 2, s / 2);
            if ((s - 1) * dilation >= width + s / 2 * 2) {
                continue;
            }
            ConvAttributes attributes =
                    new ConvAttributes(stride, stride, dilation, dilation, pads, CHANNELS);
            Input[] inputs = {
                Input.computed(x, values), Input.constant(w, Values.uniform(2, w.elements()))
            };
            float[] plain = results(attributes, Activation.NONE, inputs);
            float[] clipped = results(attributes, Activation.clip(LEAST, MOST), inputs);
            float[] rectified = results(attributes, Activation.RELU, inputs);
            assertThat(plain).contains(Float.NaN);
            for (int i = 0; i < plain.length; i++) {
                rectified[i] += 0f; // no negative zero
                if (!Float.isNaN(plain[i])) {
                    assertThat(clipped[i]).isEqualTo(Math.clamp(plain[i], LEAST, MOST));
                    assertThat(rectified[i]).isEqualTo(Math.max(plain[i], 0f));
                } else {
                    assertThat(clipped[i]).isNaN();
                    assertThat(rectified[i]).isNaN();
                }
            }
        }
    }

    private static float[] results(
            ConvAttributes attributes, Activation activation, Input... inputs) {
        return new OperationHarness(
                        new Convolution(attributes, false, false, activation), MemoryOrder.LANES)
                .run(inputs)
                .getFirst();
    }
}
