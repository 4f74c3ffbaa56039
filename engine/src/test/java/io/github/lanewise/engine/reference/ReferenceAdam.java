package io.github.lanewise.engine.reference;

/**
 * Adam (Kingma and Ba, arXiv 1412.6980) and, with decoupled weight decay, AdamW (Loshchilov and
 * Hutter, arXiv 1711.05101), with PyTorch's order of operations.
 */
public final class ReferenceAdam {
    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final double weightDecay;
    private final boolean decoupled;
    private final double[] mean;
    private final double[] square;
    private int steps;

    /** With PyTorch's β₁ = 0.9, β₂ = 0.999, ε = 1e−8, for {@code count} parameters. */
    public ReferenceAdam(int count, double weightDecay, boolean decoupled) {
        this.beta1 = 0.9;
        this.beta2 = 0.999;
        this.epsilon = 1e-8;
        this.weightDecay = weightDecay;
        this.decoupled = decoupled;
        this.mean = new double[count];
        this.square = new double[count];
    }

    /** Moves {@code parameters} one step. */
    public void step(double[] parameters, double[] gradients, double learningRate) {
        steps++;
        double meanBias = 1 - StrictMath.pow(beta1, steps);
        double squareBias = 1 - StrictMath.pow(beta2, steps);
        for (int i = 0; i < parameters.length; i++) {
            double gradient = gradients[i];
            if (decoupled) {
                parameters[i] *= 1 - learningRate * weightDecay;
            } else {
                gradient += weightDecay * parameters[i];
            }
            mean[i] = beta1 * mean[i] + (1 - beta1) * gradient;
            square[i] = beta2 * square[i] + (1 - beta2) * gradient * gradient;
            double denominator = Math.sqrt(square[i] / squareBias) + epsilon;
            parameters[i] -= learningRate * (mean[i] / meanBias) / denominator;
        }
    }
}
