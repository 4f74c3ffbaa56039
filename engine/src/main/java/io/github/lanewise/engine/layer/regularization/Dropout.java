package io.github.lanewise.engine.layer.regularization;

import io.github.lanewise.engine.layer.ImageBuffers;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.LayerPass;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.layer.VectorRanges;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Sets elements to zero at random while training and scales the others by 1 / (1 - p), so that the
 * mean stays; does nothing otherwise (Srivastava et al. 2014, in its inverted form).
 *
 * <p>The choice depends on the seed of the training, the step, the layer and the image's place in
 * the batch, never on the number of threads.
 *
 * @param probability p of a zero, at least 0 and below 1
 */
public record Dropout(double probability) implements Layer {

    /**
     * @throws IllegalArgumentException if the probability is not within [0, 1)
     */
    public Dropout {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "The probability of a dropout is at least 0 and below 1, not "
                            + probability
                            + ".");
        }
    }

    /** Returns a dropout of probability p. */
    public static Dropout of(double probability) {
        return new Dropout(probability);
    }

    @Override
    public String kind() {
        return "Dropout";
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public LayerPlan plan(Shape input, List<Parameter> parameters, boolean training) {
        return new Plan(probability);
    }

    @Override
    public ImagePlan imagePlan(
            Shape input, List<Parameter> parameters, int workers, Workspace workspace) {
        return new Plan(probability);
    }

    private record Plan(double probability) implements LayerPlan, ImagePlan {
        @Override
        public Aliasing aliasing() {
            return Aliasing.SAME_LAYOUT;
        }

        @Override
        public LayerPass pass(PassBuffers buffers) {
            return new Pass(this, buffers);
        }

        @Override
        public ImagePass pass(ImageBuffers buffers) {
            return VectorRanges.copy(buffers);
        }
    }

    private record Pass(Plan plan, PassBuffers buffers) implements LayerPass {
        /** Mixes what the choice depends on, with the constants of SplitMix64. */
        private int key(LaneGroup group) {
            long z = group.seed() * 0x9E3779B97F4A7C15L + group.step();
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L + group.firstImage();
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL + buffers.layer();
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            return (int) (z ^ (z >>> 31));
        }

        @Override
        public void forward(LaneGroup group) {
            MemorySegment x = buffers.x().segment();
            MemorySegment y = buffers.y().segment();
            if (group.training()) {
                DropoutKernel.apply(x, y, key(group), plan.probability);
            } else {
                VectorRanges.copy(x, y);
            }
        }

        @Override
        public void backward(LaneGroup group, MemorySegment gradients) {
            if (buffers.gradients().isEmpty() || buffers.gradients().get().dx().isEmpty()) {
                return;
            }
            Tensor dy = buffers.gradients().get().dy();
            Tensor dx = buffers.gradients().get().dx().get();
            if (group.training()) {
                DropoutKernel.apply(dy.segment(), dx.segment(), key(group), plan.probability);
            } else {
                VectorRanges.copy(dy.segment(), dx.segment());
            }
        }
    }
}
