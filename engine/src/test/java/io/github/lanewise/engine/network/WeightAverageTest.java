package io.github.lanewise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.norm.BatchNorm2d;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WeightAverageTest {
    private static final double DECAY = 0.75;

    private static Network network() {
        return Network.of(Shape.of(3, 2, 2))
                .add(BatchNorm2d.standard())
                .add(new Flatten())
                .add(Dense.of(5))
                .build(1);
    }

    private static List<float[]> values(Network network) {
        List<float[]> values = new ArrayList<>();
        for (Parameter parameter : network.parameters()) {
            values.add(parameter.toArray());
        }
        return values;
    }

    private static void set(Network network, long seed) {
        for (Parameter parameter : network.parameters()) {
            parameter.set(Values.uniform(seed, parameter.count()));
        }
    }

    @Test
    void itIsTheAverageOfAllParametersByItsFormula() {
        try (Network network = network();
                WeightAverage average = WeightAverage.of(network)) {
            List<float[]> expected = values(network);
            for (int update = 1; update <= 3; update++) {
                set(network, update);
                average.update(DECAY);
                List<float[]> now = values(network);
                for (int p = 0; p < now.size(); p++) {
                    for (int i = 0; i < now.get(p).length; i++) {
                        expected.get(p)[i] =
                                (float) (DECAY * expected.get(p)[i] + (1 - DECAY) * now.get(p)[i]);
                    }
                }
            }
            List<float[]> parameters = values(network);
            average.exchange();
            assertClose(values(network), expected);
            average.exchange();
            assertThat(values(network)).usingRecursiveComparison().isEqualTo(parameters);
        }
    }

    @Test
    void theNetworkComputesWithIt() {
        float[] x = Values.uniform(7, 12);
        try (Network network = network();
                Workers workers = new Workers(1);
                WeightAverage average = WeightAverage.of(network);
                Inference inference = new Inference(network, workers)) {
            float[] before = inference.predict(x);
            set(network, 9);
            float[] after = inference.predict(x);
            assertThat(after).isNotEqualTo(before);
            average.exchange();
            assertThat(inference.predict(x)).isEqualTo(before);
            average.exchange();
            assertThat(inference.predict(x)).isEqualTo(after);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void otherDecaysAreRefused(double decay) {
        try (Network network = network();
                WeightAverage average = WeightAverage.of(network)) {
            assertThatThrownBy(() -> average.update(decay))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("from 0 to 1");
        }
    }

    private static void assertClose(List<float[]> values, List<float[]> expected) {
        for (int p = 0; p < expected.size(); p++) {
            for (int i = 0; i < expected.get(p).length; i++) {
                assertThat(values.get(p)[i]).isCloseTo(expected.get(p)[i], within(1e-6f));
            }
        }
    }
}
