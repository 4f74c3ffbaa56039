package io.github.lanewise.engine.reference;

import io.github.lanewise.engine.reference.Windows.Tap;
import java.util.Arrays;

/**
 * Pooling of {@code planes} = N·C planes, each on its own. Padding is −∞ to a maximum; an average
 * divides by the whole window, or by the inputs in it where padding is excluded.
 */
public record ReferencePooling(int planes, Windows windows) {
    /** Maximum of each window. */
    public double[] maximum(double[] x) {
        int[] winners = winners(x);
        return pick(winners, x);
    }

    /** dy of each window goes to its first maximum in reading order. */
    public double[] maximumBackward(double[] x, double[] dy) {
        int[] winners = winners(x);
        double[] dx = new double[x.length];
        for (int i = 0; i < winners.length; i++) {
            dx[winners[i]] += dy[i];
        }
        return dx;
    }

    /** Index in x of the first maximum of each window; −1 where a window has only padding. */
    public int[] winners(double[] x) {
        int[] winners = new int[planes * windows.outputs()];
        Arrays.fill(winners, -1);
        for (int plane = 0; plane < planes; plane++) {
            for (Tap t : windows.taps()) {
                int output = plane * windows.outputs() + t.output();
                int input = plane * windows.inputs() + t.input();
                if (winners[output] < 0 || x[input] > x[winners[output]]) {
                    winners[output] = input;
                }
            }
        }
        return winners;
    }

    private static double[] pick(int[] indices, double[] x) {
        double[] picked = new double[indices.length];
        for (int i = 0; i < indices.length; i++) {
            picked[i] = indices[i] < 0 ? Double.NEGATIVE_INFINITY : x[indices[i]];
        }
        return picked;
    }

    /** Minimum of each window, padding excluded. */
    public double[] minimum(double[] x) {
        double[] negative = Arrays.stream(x).map(v -> -v).toArray();
        return Arrays.stream(maximum(negative)).map(v -> -v).toArray();
    }

    /** Mean of each window. */
    public double[] average(double[] x, boolean countPadding) {
        double[] divisors = divisors(countPadding);
        double[] y = new double[planes * windows.outputs()];
        for (int plane = 0; plane < planes; plane++) {
            for (Tap t : windows.taps()) {
                int output = plane * windows.outputs() + t.output();
                y[output] += x[plane * windows.inputs() + t.input()] / divisors[t.output()];
            }
        }
        return y;
    }

    /** dy of each window is shared by its inputs in equal parts. */
    public double[] averageBackward(double[] dy, boolean countPadding) {
        double[] divisors = divisors(countPadding);
        double[] dx = new double[planes * windows.inputs()];
        for (int plane = 0; plane < planes; plane++) {
            for (Tap t : windows.taps()) {
                int output = plane * windows.outputs() + t.output();
                dx[plane * windows.inputs() + t.input()] += dy[output] / divisors[t.output()];
            }
        }
        return dx;
    }

    private double[] divisors(boolean countPadding) {
        double[] divisors = new double[windows.outputs()];
        for (Tap t : windows.taps()) {
            divisors[t.output()]++;
        }
        if (countPadding) {
            Arrays.fill(divisors, windows.area());
        }
        return divisors;
    }
}
