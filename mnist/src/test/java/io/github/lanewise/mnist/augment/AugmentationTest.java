package io.github.lanewise.mnist.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AugmentationTest {
    @ParameterizedTest
    @CsvSource({
        "-1, 0, 0, 0, 0, 4, 'The shift must be from 0.0 to 100.0, not -1.0.'",
        "NaN, 0, 0, 0, 0, 4, 'The shift must be from 0.0 to 100.0, not NaN.'",
        "101, 0, 0, 0, 0, 4, 'The shift must be from 0.0 to 100.0, not 101.0.'",
        "0, 181, 0, 0, 0, 4, 'The rotation must be from 0.0 to 180.0, not 181.0.'",
        "0, 0, 0.6, 0, 0, 4, 'The scale must be from 0.0 to 0.5, not 0.6.'",
        "0, 0, 0, -0.1, 0, 4, 'The shear must be from 0.0 to 1.0, not -0.1.'",
        "0, 0, 0, 0, Infinity, 4, 'The alpha must be from 0.0 to 96.0, not Infinity.'",
        "0, 0, 0, 0, 1, 0, 'The sigma must be from 1.0 to 64.0, not 0.0.'",
    })
    void refusesNumbersOutOfRange(
            double shift,
            double rotation,
            double scale,
            double shear,
            double alpha,
            double sigma,
            String sentence) {
        assertThatThrownBy(() ->
                        new Augmentation(shift, rotation, scale, shear, new Elastic(alpha, sigma)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void describesItself() {
        assertThat(new Augmentation(2, 10, 0.1, 0.2, new Elastic(34, 4)).description())
                .isEqualTo(
                        "shift 2.0 px, rotation 10.0°, scale ±0.1, shear 0.2, elastic 34.0 (sigma"
                                + " 4.0 px)");
        assertThat(Augmentation.NONE.description()).isEqualTo("none");
    }

    @Test
    void isNoneWithoutAnyChange() {
        assertThat(Augmentation.NONE.isNone()).isTrue();
        assertThat(new Augmentation(-0.0, 0, 0, 0, new Elastic(0, 9)).isNone()).isTrue();
        assertThat(new Augmentation(1, 0, 0, 0, Elastic.NONE).isNone()).isFalse();
        assertThat(new Augmentation(0, 1, 0, 0, Elastic.NONE).isNone()).isFalse();
        assertThat(new Augmentation(0, 0, 0.1, 0, Elastic.NONE).isNone()).isFalse();
        assertThat(new Augmentation(0, 0, 0, 0.1, Elastic.NONE).isNone()).isFalse();
        assertThat(new Augmentation(0, 0, 0, 0, new Elastic(34, 4)).isNone()).isFalse();
    }
}
