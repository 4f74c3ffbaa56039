package io.github.lanewise.mnist.training;

import java.util.OptionalDouble;

/**
 * How gradients change the weights.
 *
 * @param optimizer the rule
 * @param schedule how the learning rate moves
 * @param learningRate the highest learning rate of the run
 * @param clipNorm the length to which a longer gradient of all parameters is scaled down; empty for
 *     no limit
 * @param labelSmoothing share of the target probability that all classes have in common, from 0 for
 *     none to below 1
 * @param averageDecay how much of the moving average of the weights a step leaves as it is, from 0
 *     for no average to below 1
 */
public record UpdateOptions(
        OptimizerOptions optimizer,
        Schedule schedule,
        double learningRate,
        OptionalDouble clipNorm,
        double labelSmoothing,
        double averageDecay) {
    /** Labels as they are, and no average. */
    public UpdateOptions(
            OptimizerOptions optimizer,
            Schedule schedule,
            double learningRate,
            OptionalDouble clipNorm) {
        this(optimizer, schedule, learningRate, clipNorm, 0, 0);
    }
}
