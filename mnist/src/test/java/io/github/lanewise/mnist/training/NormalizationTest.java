package io.github.lanewise.mnist.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.mnist.data.ClassNames;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.data.LabelledImages;
import io.github.lanewise.models.Model;
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

    @Test
    void digitsHaveTheirOwnAndOtherImagesMeanZeroAndDeviationOne() {
        LabelledImages images =
                new LabelledImages("two", 1, 1, 2, new byte[] {0, 51, 0, 51}, new byte[2]);
        DataSet digits = DataSet.of("digits", images, images);
        for (Model model : Models.forDigits()) {
            assertThat(Normalization.of(model, digits)).isEqualTo(Normalization.of(model));
            DataSet own = new DataSet("own", images, images, "", false, ClassNames.NONE);
            Normalization computed = Normalization.of(model, own);
            assertThat(computed.shift()).isEqualTo(-1f);
            assertThat(51 * computed.scale() + computed.shift()).isCloseTo(1f, within(1e-6f));
        }
        LabelledImages flat = new LabelledImages("flat", 1, 1, 1, new byte[] {51}, new byte[1]);
        Normalization ofFlat =
                Normalization.of(
                        Models.LENET5, new DataSet("own", flat, flat, "", false, ClassNames.NONE));
        assertThat(ofFlat.scale()).isCloseTo(1f, within(1e-6f));
        assertThat(51 * ofFlat.scale() + ofFlat.shift()).isCloseTo(0f, within(1e-4f));
    }
}
