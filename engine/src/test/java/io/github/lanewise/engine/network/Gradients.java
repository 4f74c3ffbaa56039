package io.github.lanewise.engine.network;

import static io.github.lanewise.engine.reference.Values.widen;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import java.util.LinkedHashMap;
import java.util.Map;

/** The gradients of a network, seen from outside: how plain descent moves the parameters. */
final class Gradients {
    /**
     * Learning rate of that step. So large, and a power of two, that w − rate·g has lost nothing of
     * g but the last bits of a float.
     */
    private static final double RATE = 0x1p20;

    /** Rounding of a softmax: its exponential, sum, reciprocal and product, and some more. */
    private static final double PROBABILITY_ERROR = 16 * Tolerance.UNIT;

    /**
     * Part of the whole gradient's rounding that one parameter may show whose own gradient cancels
     * out, as a bias before batch normalization. Of 120,000 drawn networks one reached 0.011.
     */
    private static final double CANCELLATION = 0.03;

    private static final long SEED = 1;

    private Gradients() {}

    /** Gradients of the mean loss over all samples, by parameter; the parameters are put back. */
    static Map<String, double[]> of(Network network, Samples samples, int threads) {
        Map<String, float[]> before = new LinkedHashMap<>();
        for (Parameter parameter : network.parameters()) {
            before.put(parameter.name(), parameter.toArray());
        }
        try (Workers workers = new Workers(threads);
                Training training =
                        Training.of(network).batch(samples.count()).workers(workers).build()) {
            training.step(samples, order(samples.count()), 0, samples.count(), RATE);
        }
        Map<String, double[]> gradients = new LinkedHashMap<>();
        for (Parameter parameter : network.learned()) {
            float[] start = before.getOrDefault(parameter.name(), new float[0]);
            double[] moved = widen(parameter.toArray());
            for (int i = 0; i < moved.length; i++) {
                moved[i] = (start[i] - moved[i]) / RATE;
            }
            gradients.put(parameter.name(), moved);
        }
        for (Parameter parameter : network.parameters()) {
            parameter.set(before.getOrDefault(parameter.name(), new float[0]));
        }
        return gradients;
    }

    /** 0, 1, 2, … */
    static int[] order(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        return order;
    }

    /**
     * Fails where the gradient of a parameter is further from the reference's than {@code error}
     * times its norm (‖actual − expected‖ / ‖expected‖), than rounding of the whole network's
     * gradient, or than rounding of the probabilities.
     *
     * @param x images that the gradients were taken of, and {@code labels} their classes
     */
    static void assertClose(
            String what,
            Map<String, double[]> actual,
            ReferenceNetwork reference,
            float[] x,
            int[] labels,
            double error) {
        Map<String, double[]> expected = reference.gradients(widen(x), labels);
        Map<String, double[]> signs = reference.gradientsOfSigns(widen(x), labels.length, SEED);
        assertThat(actual.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        double all = 0;
        for (double[] gradient : expected.values()) {
            all += Values.dot(gradient, gradient);
        }
        double floor = CANCELLATION * error * Math.sqrt(all) + 1e-12;
        for (Map.Entry<String, double[]> entry : expected.entrySet()) {
            String name = entry.getKey();
            double[] difference = entry.getValue().clone();
            double[] other = actual.getOrDefault(name, new double[0]);
            for (int i = 0; i < difference.length; i++) {
                difference[i] -= other[i];
            }
            double rounding = PROBABILITY_ERROR * norm(signs.getOrDefault(name, new double[0]));
            assertThat(norm(difference))
                    .as("%s: distance from the gradient of %s", what, name)
                    .isLessThanOrEqualTo(error * norm(entry.getValue()) + floor + rounding);
        }
    }

    private static double norm(double[] vector) {
        return Math.sqrt(Values.dot(vector, vector));
    }
}
