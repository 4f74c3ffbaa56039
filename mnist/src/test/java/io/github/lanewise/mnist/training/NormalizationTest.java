package io.github.lanewise.mnist.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.models.Models;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NormalizationTest {
    private static double apply(Normalization normalization, int pixel) {
        return pixel * normalization.scale() + normalization.shift();
    }

    @Test
    void standardHasMean0AndDeviation1OverMnist() {
        Normalization standard = Normalization.of(Models.LENET5);
        // MNIST's mean pixel is 0.1307 · 255 = 33.3; one deviation more is 0.4388 · 255 = 111.9.
        assertThat(33.3285 * standard.scale() + standard.shift()).isCloseTo(0, within(1e-6));
        assertThat(111.894 * standard.scale() + standard.shift()).isCloseTo(1, within(1e-6));
    }

    @Test
    void of1998GoesFromMinusATenthTo1175() {
        Normalization of1998 = Normalization.of(Models.LENET5_1998);
        assertThat(apply(of1998, 0)).isCloseTo(-0.1, within(1e-6));
        assertThat(apply(of1998, 255)).isCloseTo(1.175, within(1e-6));
    }

    @Test
    void stringsTellIt() {
        for (Normalization one : List.of(Normalization.OF_1998, Normalization.FRACTIONS)) {
            assertThat(Normalization.read(one.strings())).contains(one);
        }
        assertThat(Normalization.read(Map.of("format", "pt"))).isEmpty();
        assertThatThrownBy(() -> Normalization.read(Map.of("pixel_scale", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("has no metadata 'pixel_shift'");
        assertThatThrownBy(() ->
                        Normalization.read(Map.of("pixel_scale", "1", "pixel_shift", "Infinity")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("has the metadata 'pixel_shift' = 'Infinity', which is no number");
    }
}
