package io.github.lanewise.engine.reference;

/**
 * Stochastic gradient descent as PyTorch defines it: g ← g + λθ; v ← μv + g; θ ← θ − η v, or with
 * Nesterov θ ← θ − η (g + μv). λ weight decay, μ momentum, η learning rate.
 */
public final class ReferenceSgd {
    private final double momentum;
    private final boolean nesterov;
    private final double weightDecay;
    private final double[] velocity;

    /** For {@code count} parameters. */
    public ReferenceSgd(int count, double momentum, boolean nesterov, double weightDecay) {
        this.momentum = momentum;
        this.nesterov = nesterov;
        this.weightDecay = weightDecay;
        this.velocity = new double[count];
    }

    /** Moves {@code parameters} one step. */
    public void step(double[] parameters, double[] gradients, double learningRate) {
        for (int i = 0; i < parameters.length; i++) {
            double gradient = gradients[i] + weightDecay * parameters[i];
            velocity[i] = momentum * velocity[i] + gradient;
            double direction = nesterov ? gradient + momentum * velocity[i] : velocity[i];
            parameters[i] -= learningRate * direction;
        }
    }
}
