package io.github.lanewise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.LayerPass;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.norm.BatchNorm2d;
import io.github.lanewise.engine.layer.regularization.Dropout;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A training step that fails between two meetings of its lane groups. */
final class FailedMeetingTest {
    /** Passes all on, unless it is armed. */
    private record Bomb(AtomicBoolean armed) implements Layer {
        @Override
        public String kind() {
            return "Bomb";
        }

        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public LayerPlan plan(Shape input, List<Parameter> parameters, boolean training) {
            LayerPlan nothing = Dropout.of(0).plan(input, parameters, training);
            return new LayerPlan() {
                @Override
                public Aliasing aliasing() {
                    return nothing.aliasing();
                }

                @Override
                public LayerPass pass(PassBuffers buffers) {
                    LayerPass pass = nothing.pass(buffers);
                    return new LayerPass() {
                        @Override
                        public void forward(LaneGroup group) {
                            if (armed.get()) {
                                throw new IllegalStateException("it went off");
                            }
                            pass.forward(group);
                        }

                        @Override
                        public void backward(LaneGroup group, MemorySegment gradients) {
                            pass.backward(group, gradients);
                        }
                    };
                }
            };
        }

        @Override
        public ImagePlan imagePlan(
                Shape input, List<Parameter> parameters, int workers, Workspace workspace) {
            return Dropout.of(0).imagePlan(input, parameters, workers, workspace);
        }
    }

    /** A step that fails after a meeting moves nothing. */
    @Test
    void aStepThatFailsLeavesTheStatistics() {
        AtomicBoolean armed = new AtomicBoolean(true);
        try (Network network =
                        Network.of(BatchNormTest.INPUT)
                                .add(BatchNorm2d.standard())
                                .add(new Bomb(armed))
                                .add(new Flatten())
                                .add(Dense.of(BatchNormTest.CLASSES))
                                .build(1);
                Workers workers = new Workers(2);
                Training training =
                        Training.of(network).batch(BatchNormTest.IMAGES).workers(workers).build()) {
            int[] order = Gradients.order(BatchNormTest.IMAGES);
            assertThatThrownBy(() ->
                            training.step(
                                    BatchNormTest.samples(), order, 0, BatchNormTest.IMAGES, 0.1))
                    .hasMessageContaining("it went off");
            assertThat(network.parameters().get(2).toArray()).containsOnly(0);
            assertThat(network.parameters().get(3).toArray()).containsOnly(1);
            armed.set(false);
            training.step(BatchNormTest.samples(), order, 0, BatchNormTest.IMAGES, 0.1);
            assertThat(network.parameters().get(2).toArray()).doesNotContain(0);
        }
    }
}
