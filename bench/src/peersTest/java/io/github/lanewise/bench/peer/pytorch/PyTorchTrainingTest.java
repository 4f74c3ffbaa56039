package io.github.lanewise.bench.peer.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.bench.network.BenchmarkNetwork;
import io.github.lanewise.bench.network.TrainingData;
import io.github.lanewise.bench.network.TrainingSubject;
import io.github.lanewise.engine.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PyTorch trains as everybody else does. */
class PyTorchTrainingTest {
    @ParameterizedTest
    @EnumSource(names = {"LENET5", "VGG28"})
    void theFirstStepIsTheOneOfAPlainNetwork(BenchmarkNetwork network) {
        PyTorchTrainingStep benchmark = new PyTorchTrainingStep();
        benchmark.network = network;
        benchmark.threads = 1;
        benchmark.prepare();
        benchmark.close();
    }

    /** The second step is that of a network without past, and 0.9 of the first once more. */
    @Test
    void theSecondStepHasMomentum() {
        try (Network network = BenchmarkNetwork.LENET5.build();
                PyTorchTrainingSubject subject = subject(network)) {
            float[][] start = subject.parameters();
            subject.step(0);
            float[][] once = subject.parameters();
            subject.step(0);
            float[][] twice = subject.parameters();
            for (int i = 0; i < once.length; i++) {
                network.parameters().get(i).set(once[i]);
            }
            try (PyTorchTrainingSubject other = subject(network)) {
                other.step(0);
                float[][] withoutPast = other.parameters();
                for (int i = 0; i < once.length; i++) {
                    for (int j = 0; j < once[i].length; j++) {
                        double past = TrainingSubject.MOMENTUM * (once[i][j] - start[i][j]);
                        assertThat(twice[i][j] - withoutPast[i][j])
                                .as("parameter %d, element %d", i, j)
                                .isCloseTo((float) past, within(1e-6f));
                    }
                }
            }
        }
    }

    @Test
    void noArrayIsLeftOpen() {
        try (Network network = BenchmarkNetwork.LENET5.build();
                PyTorchTrainingSubject subject = subject(network)) {
            subject.step(0);
            int open = subject.openArrays();
            for (int i = 0; i < 5; i++) {
                subject.step(i % 2);
            }
            assertThat(subject.openArrays()).isEqualTo(open);
        }
    }

    /** Two batches, the second of which is not full. */
    private static PyTorchTrainingSubject subject(Network network) {
        TrainingData data = new TrainingData(network.input(), network.output().elements(), 8, 13);
        return new PyTorchTrainingSubject(network, data, 1);
    }
}
