package io.github.lanewise.engine.optimizer;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Adam (Kingma and Ba, arXiv 1412.6980, algorithm 1), or AdamW with decoupled weight decay
 * (Loshchilov and Hutter, arXiv 1711.05101), as in PyTorch.
 *
 * @param beta1 decay of the mean of gradients, at least 0 and below 1
 * @param beta2 decay of the mean of squared gradients, at least 0 and below 1
 * @param epsilon added to the root of that mean, above 0
 * @param weightDecay at least 0
 * @param decoupled whether weights shrink by rate·weightDecay (AdamW) or the decay is added to the
 *     gradient
 */
public record Adam(
        double beta1, double beta2, double epsilon, double weightDecay, boolean decoupled)
        implements Optimizer {

    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Adam {
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
            throw new IllegalArgumentException(
                    "The decays of Adam are at least 0 and below 1, not "
                            + beta1
                            + " and "
                            + beta2
                            + ".");
        }
        if (!((float) epsilon > 0 && epsilon < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The epsilon of Adam is a float above 0, not " + epsilon + ".");
        }
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "A weight decay is at least 0, not " + weightDecay + ".");
        }
    }

    /** Returns Adam with the paper's constants: 0.9, 0.999, 1e-8. */
    public static Adam standard() {
        return new Adam(0.9, 0.999, 1e-8, 0, false);
    }

    /** Returns AdamW with the paper's constants. */
    public static Adam decoupled(double weightDecay) {
        return new Adam(0.9, 0.999, 1e-8, weightDecay, true);
    }

    @Override
    public int stateFloats() {
        return 2;
    }

    /** Named as in PyTorch: means of gradients and of their squares. */
    @Override
    public List<String> stateNames() {
        return List.of("exp_avg", "exp_avg_sq");
    }

    @Override
    public void update(
            ParameterRange range, MemorySegment[] state, double learningRate, long step) {
        double t = step + 1.0;
        double correction1 = 1 - StrictMath.pow(beta1, t);
        double correction2 = 1 - StrictMath.pow(beta2, t);
        OptimizerKernel.adam(
                range,
                state[0],
                state[1],
                new OptimizerKernel.Adam(
                        (float) beta1,
                        (float) (1 - beta1),
                        (float) beta2,
                        (float) (1 - beta2),
                        (float) (learningRate / correction1),
                        (float) (1 / Math.sqrt(correction2)),
                        (float) epsilon,
                        (float) (decoupled ? 0 : weightDecay),
                        (float) (decoupled ? 1 - learningRate * weightDecay : 1)));
    }
}
