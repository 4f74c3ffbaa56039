package io.github.lanewise.mnist.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.InputGradient;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.mnist.data.LabelledImages;
import io.github.lanewise.mnist.training.Normalization;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A network of one dense layer, of which all is known. */
final class AnswersTest {
    private static final int SIZE = 8;
    private static final int WHITE_PLACE = 3 * SIZE + 5;

    /** Class 0 has the score of one pixel, which is white in the image; class 1 has none. */
    private static Network network() {
        Network network =
                Network.of(Shape.of(1, SIZE, SIZE)).add(new Flatten()).add(Dense.of(2)).build(1);
        float[] weights = new float[2 * SIZE * SIZE];
        weights[WHITE_PLACE] = 4;
        network.parameters().getFirst().set(weights);
        return network;
    }

    private static Digits digits() {
        byte[] pixels = new byte[SIZE * SIZE];
        pixels[WHITE_PLACE] = (byte) 255;
        LabelledImages image = new LabelledImages("one", 1, SIZE, SIZE, pixels, new byte[1]);
        return new Digits(image, Normalization.FRACTIONS, List.of(0, 1));
    }

    private static double probability(double score) {
        return 1 / (1 + Math.exp(-score));
    }

    @Test
    void coveringMattersWhereTheDecisivePixelIs() {
        try (Network network = network();
                Workers workers = new Workers(2);
                Inference inference = new Inference(network, workers)) {
            Occlusion occlusion = new Occlusion(inference, digits());
            assertThat(digits().chosen()).containsExactly(0);
            assertThat(occlusion.side()).isEqualTo(2);
            assertThat(occlusion.probability(0)).isCloseTo(probability(4), within(1e-6));
            Plane map = occlusion.map(0);
            for (int row = 0; row < SIZE; row++) {
                for (int column = 0; column < SIZE; column++) {
                    // The square of 2×2 around a place begins one row and column before it.
                    boolean hidden = (row == 3 || row == 4) && (column == 5 || column == 6);
                    assertThat((double) map.at(row, column))
                            .isCloseTo(probability(hidden ? 2 : 4), within(1e-6));
                }
            }
        }
    }

    @Test
    void anImageForAClassHasItsPixels() {
        try (Network network = network();
                Workers workers = new Workers(1);
                InputGradient gradient = new InputGradient(network, workers)) {
            double[] pixels = new ImaginedInputs(gradient, digits()).pixels(2);
            double most = 0;
            for (double pixel : pixels) {
                assertThat(pixel).isBetween(0.0, 255.0);
                most = Math.max(most, pixel);
            }
            assertThat(pixels[WHITE_PLACE]).isEqualTo(most).isGreaterThan(100);
            assertThat(pixels[WHITE_PLACE + 1]).isLessThan(most);
            for (int i = SIZE * SIZE; i < pixels.length; i++) {
                assertThat(pixels[i]).isZero();
            }
        }
    }

    @Test
    void aNetworkWithoutConvolutionHasNoFiltersAndNoPatches() {
        try (Network network = network();
                Workers workers = new Workers(1);
                AnswerPictures answers = new AnswerPictures(network, workers, digits())) {
            assertThat(LearnedFilters.of(network)).isEmpty();
            assertThat(answers.sections().stream().map(Section::title))
                    .containsExactly("Which pixels decide", "What it would like to see");
        }
    }
}
