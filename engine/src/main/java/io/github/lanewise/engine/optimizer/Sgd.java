package io.github.lanewise.engine.optimizer;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Stochastic gradient descent as in PyTorch: g = gradient + weightDecay·w; v = momentum·v + g; w −=
 * rate·v, or with Nesterov w −= rate·(g + momentum·v) (Sutskever et al. 2013).
 *
 * @param momentum at least 0 and below 1; 0 for none
 * @param nesterov whether the gradient is taken as if looked ahead; needs a momentum
 * @param weightDecay L2 penalty, at least 0
 */
public record Sgd(double momentum, boolean nesterov, double weightDecay) implements Optimizer {

    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Sgd {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException(
                    "A momentum is at least 0 and below 1, not " + momentum + ".");
        }
        if (nesterov && momentum == 0) {
            throw new IllegalArgumentException("Nesterov needs a momentum above 0.");
        }
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "A weight decay is at least 0, not " + weightDecay + ".");
        }
    }

    /** Returns plain gradient descent. */
    public static Sgd plain() {
        return new Sgd(0, false, 0);
    }

    /** Returns gradient descent with (heavy ball) momentum. */
    public static Sgd withMomentum(double momentum) {
        return new Sgd(momentum, false, 0);
    }

    @Override
    public int stateFloats() {
        return momentum == 0 ? 0 : 1;
    }

    /** Named as in PyTorch. */
    @Override
    public List<String> stateNames() {
        return momentum == 0 ? List.of() : List.of("momentum_buffer");
    }

    @Override
    public void update(
            ParameterRange range, MemorySegment[] state, double learningRate, long step) {
        float rate = (float) learningRate;
        float decay = (float) weightDecay;
        if (momentum == 0) {
            OptimizerKernel.sgd(range, rate, decay);
        } else {
            OptimizerKernel.momentum(range, state[0], rate, (float) momentum, decay, nesterov);
        }
    }
}
