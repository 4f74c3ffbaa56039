package io.github.lanewise.engine.layer;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** How the parameters begin. */
@FunctionalInterface
public interface Initializer {
    /** All zeros; for biases. */
    Initializer ZERO = (values, fanIn, fanOut, random) -> {};

    /** All ones; for what multiplies. */
    Initializer ONE = (values, fanIn, fanOut, random) -> Arrays.fill(values, 1);

    /**
     * Normal distribution of variance 2 / fan-in, for layers before a ReLU (He et al., arXiv
     * 1502.01852, equation 10).
     */
    Initializer HE_NORMAL =
            (values, fanIn, fanOut, random) -> {
                double deviation = Math.sqrt(2.0 / fanIn);
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (deviation * random.nextGaussian());
                }
            };

    /** Uniform distribution on ±√(6 / fan-in), which has the variance of {@link #HE_NORMAL}. */
    Initializer HE_UNIFORM =
            (values, fanIn, fanOut, random) -> uniform(values, Math.sqrt(6.0 / fanIn), random);

    /**
     * Uniform distribution on ±√(6 / (fan-in + fan-out)), for layers before a tanh (Glorot and
     * Bengio 2010, equation 16).
     */
    Initializer GLOROT_UNIFORM =
            (values, fanIn, fanOut, random) ->
                    uniform(values, Math.sqrt(6.0 / (fanIn + fanOut)), random);

    /**
     * Fills an array of zeros.
     *
     * @param values elements of the parameter
     * @param fanIn inputs that one output sums over
     * @param fanOut outputs that one input takes part in
     * @param random the network's seeded generator
     */
    void fill(float[] values, long fanIn, long fanOut, RandomGenerator random);

    private static void uniform(float[] values, double bound, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
    }
}
