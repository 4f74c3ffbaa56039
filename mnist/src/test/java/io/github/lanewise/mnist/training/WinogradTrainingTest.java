package io.github.lanewise.mnist.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.layer.conv.ConvAlgorithm;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.data.DrawnDigits;
import io.github.lanewise.mnist.training.OptimizerOptions.SgdOptions;
import io.github.lanewise.models.Models;
import io.github.lanewise.models.Vgg28;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What minimal filtering rounds more than the direct sum does not matter to a training. */
final class WinogradTrainingTest {
    private static final TrainingOptions OPTIONS =
            new TrainingOptions(
                    Models.VGG28,
                    2,
                    64,
                    1,
                    2,
                    new UpdateOptions(
                            new SgdOptions(0.9, false, 0),
                            Schedule.ONE_CYCLE,
                            0.03,
                            OptionalDouble.empty()));

    private static final TrainingListener SILENT =
            new TrainingListener() {
                @Override
                public void step(int epoch, long images, double lossSum) {}

                @Override
                public void epoch(EpochResult result) {}
            };

    /**
     * Half a percentage point: so much does any change of the last bit make in so short a training.
     * After five epochs of MNIST it is two hundredths (docs/tuning.md).
     */
    private static final double ACCURACY = 0.005;

    @Test
    void endsWithTheAccuracyOfDirectConvolution() {
        DataSet digits = DrawnDigits.generate(5, 6000, 5000, 2);
        EpochResult winograd = train(digits, ConvAlgorithm.WINOGRAD_4X4);
        EpochResult direct = train(digits, ConvAlgorithm.DIRECT);
        assertThat(winograd.test().accuracy())
                .isGreaterThan(0.98)
                .isCloseTo(direct.test().accuracy(), within(ACCURACY));
        assertThat(winograd.training().loss())
                .isNotEqualTo(direct.training().loss())
                .isCloseTo(direct.training().loss(), within(2e-2));
    }

    private static EpochResult train(DataSet digits, ConvAlgorithm algorithm) {
        try (Network network = Vgg28.of(OPTIONS.seed(), algorithm);
                Trainer trainer = new Trainer(OPTIONS, network)) {
            return trainer.run(digits, SILENT).getLast();
        }
    }
}
