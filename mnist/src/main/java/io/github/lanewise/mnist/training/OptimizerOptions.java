package io.github.lanewise.mnist.training;

import io.github.lanewise.engine.optimizer.Adam;
import io.github.lanewise.engine.optimizer.Optimizer;
import io.github.lanewise.engine.optimizer.Sgd;

/** The rule by which a step changes the weights, with its hyper-parameters. */
public sealed interface OptimizerOptions {
    /** Returns the name on the command line. */
    String name();

    /** Returns the weight decay; 0 for none. */
    double weightDecay();

    /** Returns a new optimizer with these hyper-parameters. */
    Optimizer optimizer();

    /**
     * Stochastic gradient descent.
     *
     * @param momentum from 0 (none) to below 1
     * @param nesterov whether the gradient is taken a step ahead
     * @param weightDecay factor of the weights that is added to their gradients
     */
    record SgdOptions(double momentum, boolean nesterov, double weightDecay)
            implements OptimizerOptions {
        @Override
        public String name() {
            return "sgd";
        }

        @Override
        public Optimizer optimizer() {
            return new Sgd(momentum, nesterov, weightDecay);
        }
    }

    /**
     * Adam with β₁ = 0.9, β₂ = 0.999 and ε = 1e-8.
     *
     * @param weightDecay fraction of the weights, times the learning rate, that a step takes away
     *     from them (decoupled, AdamW)
     */
    record AdamOptions(double weightDecay) implements OptimizerOptions {
        @Override
        public String name() {
            return "adam";
        }

        @Override
        public Optimizer optimizer() {
            return Adam.decoupled(weightDecay);
        }
    }
}
