package io.github.lanewise.mnist.prediction;

import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Classes in the order of their probabilities. */
public final class Ranking {
    /** How far the sum of probabilities may be from 1. */
    private static final double TOLERANCE = 1e-3;

    private Ranking() {}

    /**
     * A class and its probability.
     *
     * @param category number of the class, from 0
     * @param probability 0 to 1
     */
    public record Ranked(int category, double probability) {}

    /**
     * Returns the most probable classes, the first of equal ones first.
     *
     * @param scores one per class
     * @param most how many at most
     * @throws IllegalArgumentException if a score is not finite
     */
    public static List<Ranked> of(float[] scores, int most) {
        double[] probabilities = probabilities(scores);
        return IntStream.range(0, scores.length)
                .mapToObj(category -> new Ranked(category, probabilities[category]))
                .sorted(Comparator.comparingDouble(Ranked::probability).reversed())
                .limit(most)
                .toList();
    }

    /** Returns scores that are probabilities as they are, and the softmax of others. */
    static double[] probabilities(float[] scores) {
        double[] values = IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).toArray();
        if (!DoubleStream.of(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("The scores are no finite numbers.");
        }
        boolean distribution =
                DoubleStream.of(values).allMatch(value -> value >= 0 && value <= 1)
                        && Math.abs(DoubleStream.of(values).sum() - 1) < TOLERANCE;
        return distribution ? values : softmax(values);
    }

    private static double[] softmax(double[] values) {
        double highest = DoubleStream.of(values).max().orElse(0);
        double[] powers = DoubleStream.of(values).map(v -> Math.exp(v - highest)).toArray();
        double sum = DoubleStream.of(powers).sum();
        return DoubleStream.of(powers).map(power -> power / sum).toArray();
    }
}
