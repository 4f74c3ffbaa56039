package io.github.lanewise.mnist.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelledImagesTest {
    private static final byte[] PIXELS = IdxBytes.random(12, 5);
    private static final byte[] LABELS = {4, 9};

    @Test
    void digestComesFromTheSumsOfTheIdxFiles() {
        byte[] labels = Digests.sha256(IdxBytes.idx(LABELS, 2));
        byte[] grey = Digests.sha256(IdxBytes.idx(PIXELS, 2, 2, 3));
        byte[] colour = Digests.sha256(IdxBytes.idx(PIXELS, 2, 3, 1, 2));
        HexFormat hex = HexFormat.of();
        assertThat(images(1, 2, 3, PIXELS, LABELS).digest())
                .isEqualTo(hex.formatHex(Digests.sha256(grey, labels)));
        assertThat(images(3, 1, 2, PIXELS, LABELS).digest())
                .isEqualTo(hex.formatHex(Digests.sha256(colour, labels)));
    }

    @Test
    void digestDependsOnExtentsPixelsAndLabels() {
        byte[] otherPixels = PIXELS.clone();
        otherPixels[11]++;
        assertThat(
                        Set.of(
                                images(1, 2, 3, PIXELS, LABELS).digest(),
                                images(1, 3, 2, PIXELS, LABELS).digest(),
                                images(2, 3, 1, PIXELS, LABELS).digest(),
                                images(1, 2, 3, otherPixels, LABELS).digest(),
                                images(1, 2, 3, PIXELS, new byte[] {9, 4}).digest()))
                .hasSize(5);
    }

    @Test
    void refusesArraysThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> images(1, 3, 3, PIXELS, LABELS))
                .withMessageContaining("2 images of 1 × 3 × 3 pixels need 18 bytes, not 12");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> images(0, 3, 3, new byte[0], LABELS))
                .withMessageContaining("every extent must be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> images(1, 2, 3, PIXELS, new byte[] {1, -1}))
                .withMessageContaining("label 255 of image 1 is above 9");
    }

    @Test
    void dataSetRefusesPartsOfDifferentShape() {
        LabelledImages wide = images(1, 2, 3, PIXELS, LABELS);
        LabelledImages tall = images(1, 3, 2, PIXELS, LABELS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSet.of("mixed", wide, tall))
                .withMessageContaining("1 × 2 × 3")
                .withMessageContaining("1 × 3 × 2");
    }

    private static LabelledImages images(
            int channels, int height, int width, byte[] pixels, byte[] labels) {
        return new LabelledImages("some", channels, height, width, pixels, labels);
    }
}
