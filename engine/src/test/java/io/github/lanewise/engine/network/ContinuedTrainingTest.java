package io.github.lanewise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.norm.BatchNorm2d;
import io.github.lanewise.engine.layer.regularization.Dropout;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.optimizer.Adam;
import io.github.lanewise.engine.optimizer.Optimizer;
import io.github.lanewise.engine.optimizer.Sgd;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A training that goes on in another one ends with the bits of one that was never interrupted. */
final class ContinuedTrainingTest {
    private static final Shape INPUT = Shape.of(2, 6, 5);
    private static final int CLASSES = 3;
    private static final int BATCH = 20;
    private static final int STEPS = 6;
    private static final Samples SAMPLES =
            Samples.of(
                    Values.uniform(1, BATCH * INPUT.elements()),
                    Values.labels(2, BATCH, CLASSES),
                    INPUT);

    /** What is kept between two trainings. */
    private record Kept(
            Map<String, float[]> parameters, long steps, Map<String, float[]> optimizer) {}

    @Provide
    Arbitrary<Optimizer> optimizers() {
        return Arbitraries.of(
                Sgd.plain(),
                Sgd.withMomentum(0.9),
                new Sgd(0.8, true, 1e-3),
                Adam.standard(),
                Adam.decoupled(0.01));
    }

    @Property(tries = 25)
    void endsWithTheSameBits(
            @ForAll("optimizers") Optimizer optimizer,
            @ForAll @IntRange(max = STEPS) int interruption) {
        List<Integer> whole = new ArrayList<>();
        run(optimizer, fresh(optimizer), STEPS, whole);
        List<Integer> parts = new ArrayList<>();
        Kept kept = run(optimizer, fresh(optimizer), interruption, parts);
        parts.clear();
        run(optimizer, kept, STEPS - interruption, parts);
        assertThat(parts).isEqualTo(whole);
    }

    private static Kept fresh(Optimizer optimizer) {
        return run(optimizer, new Kept(Map.of(), 0, Map.of()), 0, new ArrayList<>());
    }

    /**
     * Makes steps from what was kept, writes the bits of the parameters, and keeps what is there.
     */
    private static Kept run(Optimizer optimizer, Kept from, int steps, List<Integer> bits) {
        // Another seed of the weights after an interruption: nothing may come from it.
        try (Network network = network(from.parameters.isEmpty() ? 3 : 4);
                Training training = training(network, optimizer)) {
            if (!from.parameters.isEmpty()) {
                network.parameters()
                        .forEach(p -> p.set(Objects.requireNonNull(from.parameters.get(p.name()))));
                training.restore(from.steps, from.optimizer);
            }
            int[] order = Gradients.order(BATCH);
            for (int i = 0; i < steps; i++) {
                training.step(SAMPLES, order, 0, BATCH - (int) training.steps(), 0.05);
            }
            return keep(network, training, bits);
        }
    }

    private static Kept keep(Network network, Training training, List<Integer> bits) {
        Map<String, float[]> parameters = new HashMap<>();
        for (Parameter parameter : network.parameters()) {
            parameters.put(parameter.name(), parameter.toArray());
            for (float value : parameter.toArray()) {
                bits.add(Float.floatToRawIntBits(value));
            }
        }
        Map<String, float[]> optimizer = new HashMap<>();
        for (StateTensor tensor : training.state()) {
            optimizer.put(tensor.name(), tensor.value().toArray(ValueLayout.JAVA_FLOAT));
        }
        return new Kept(parameters, training.steps(), optimizer);
    }

    private static Network network(long seed) {
        return Network.of(INPUT)
                .add("conv", Conv2d.of(4, 3))
                .add("norm", BatchNorm2d.standard())
                .add("relu", new Relu())
                .add("flatten", new Flatten())
                .add("dropout", Dropout.of(0.4))
                .add("dense", Dense.of(CLASSES))
                .build(seed);
    }

    private static Training training(Network network, Optimizer optimizer) {
        return Training.of(network).batch(BATCH).optimizer(optimizer).seed(9).build();
    }

    @Test
    void theStateHasTheNamesAndExtentsOfTheParameters() {
        try (Network network = network(1);
                Training training = training(network, Adam.standard())) {
            assertThat(training.state())
                    .extracting(StateTensor::name)
                    .startsWith("conv.weight.exp_avg", "conv.weight.exp_avg_sq")
                    .hasSize(2 * network.learned().size());
            assertThat(training.state().getFirst().extents()).containsExactly(4, 2, 3, 3);
        }
    }

    @Test
    void aStateThatDoesNotFitChangesNothing() {
        try (Network network = network(1);
                Training training = training(network, Sgd.withMomentum(0.9))) {
            Map<String, float[]> state = new HashMap<>();
            for (StateTensor tensor : training.state()) {
                state.put(tensor.name(), new float[tensor.count()]);
            }
            assertThatThrownBy(() -> training.restore(-1, state))
                    .hasMessage("Steps are at least 0, not -1.");
            refused(training, Map.of(), "has no 'conv.weight.momentum_buffer'");
            Map<String, float[]> more = new HashMap<>(state);
            more.put("other", new float[1]);
            refused(training, more, "has 7 tensors, but this training has 6");
            state.put("dense.bias.momentum_buffer", new float[7]);
            refused(training, state, "of extents [3] takes 3 values, not 7.");
            assertThat(training.steps()).isZero();
        }
    }

    private static void refused(Training training, Map<String, float[]> state, String message) {
        state.values().forEach(values -> values[0] = 1);
        assertThatThrownBy(() -> training.restore(5, state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(training.state())
                .allSatisfy(tensor ->
                        assertThat(tensor.value().get(ValueLayout.JAVA_FLOAT, 0)).isZero());
    }
}
