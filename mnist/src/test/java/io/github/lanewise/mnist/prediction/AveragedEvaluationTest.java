package io.github.lanewise.mnist.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.mnist.augment.Augmentation;
import io.github.lanewise.mnist.augment.AugmentedSamples;
import io.github.lanewise.mnist.augment.Elastic;
import io.github.lanewise.mnist.data.DrawnDigits;
import io.github.lanewise.mnist.data.LabelledImages;
import io.github.lanewise.models.LeNet5;
import org.junit.jupiter.api.Test;

final class AveragedEvaluationTest {
    private static final LabelledImages DIGITS = DrawnDigits.generate(3, 37, 10, 1).training();
    private static final float SCALE = 1 / 255f;

    private static AugmentedSamples samples(Augmentation augmentation) {
        return new AugmentedSamples(DIGITS, SCALE, 0, augmentation, 1);
    }

    /** By hand: predictions of the image and of two variants, added up. */
    @Test
    void averagesTheProbabilitiesOfTheImageAndItsVariants() {
        AugmentedSamples plain = samples(Augmentation.NONE);
        AugmentedSamples changed = samples(new Augmentation(4, 20, 0, 0, Elastic.NONE));
        try (Network network = LeNet5.modern(1);
                Workers workers = new Workers(2);
                Inference inference = new Inference(network, workers)) {
            AveragedEvaluation result =
                    AveragedEvaluation.of(inference, workers, 10, plain, changed, 3);
            double loss = 0;
            int[] counts = new int[100];
            for (int image = 0; image < DIGITS.count(); image++) {
                double[] mean = new double[10];
                for (int variant = 0; variant < 3; variant++) {
                    changed.epoch(variant);
                    float[] pixels = new float[28 * 28];
                    (variant == 0 ? plain : changed).write(image, pixels, 0);
                    float[] probabilities = inference.predict(pixels);
                    for (int digit = 0; digit < 10; digit++) {
                        mean[digit] += probabilities[digit] / 3;
                    }
                }
                int best = 0;
                for (int digit = 1; digit < 10; digit++) {
                    best = mean[digit] > mean[best] ? digit : best;
                }
                loss -= Math.log(mean[plain.label(image)]);
                counts[10 * plain.label(image) + best]++;
            }
            assertThat(result.loss()).isCloseTo(loss / DIGITS.count(), within(1e-5));
            int correct = 0;
            for (int digit = 0; digit < 10; digit++) {
                correct += counts[11 * digit];
                for (int predicted = 0; predicted < 10; predicted++) {
                    assertThat(result.count(digit, predicted))
                            .isEqualTo(counts[10 * digit + predicted]);
                }
            }
            assertThat(result.accuracy()).isEqualTo((double) correct / DIGITS.count());
        }
    }
}
