package io.github.lanewise.bench.page.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * An axis.
 *
 * @param from the smallest value
 * @param to the largest value
 * @param logarithmic whether equal ratios are equally long, rather than equal differences
 */
public record Scale(double from, double to, boolean logarithmic) {
    private static final double[] ROUND = {1, 2, 5, 10};

    /** Returns a linear axis from 0 to a round number that holds all values, NaN apart. */
    public static Scale fromZero(DoubleStream values) {
        double largest = values.filter(Double::isFinite).max().orElse(1);
        double step = step(0, Math.max(largest, Double.MIN_NORMAL), 4);
        return new Scale(0, step * Math.ceil(largest / step - 1e-9), false);
    }

    /** Returns a logarithmic axis that holds ½, 2 and all positive values. */
    public static Scale ofRatios(DoubleStream values) {
        double smallest = 0.5;
        double largest = 2;
        for (double value : values.filter(v -> v > 0 && Double.isFinite(v)).toArray()) {
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
        }
        return new Scale(roundDown(smallest), 1 / roundDown(1 / largest), true);
    }

    private static double roundDown(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
        double rounded = power;
        for (double factor : ROUND) {
            rounded = factor * power <= value * (1 + 1e-9) ? factor * power : rounded;
        }
        return rounded;
    }

    private static double step(double from, double to, int parts) {
        double least = (to - from) / parts;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : ROUND) {
            if (factor * power >= least * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** Returns where bars begin: at 1 on a logarithmic axis, else at 0. */
    double base() {
        return logarithmic ? 1 : 0;
    }

    /** Returns 0 at the smallest value and 1 at the largest; what is outside is moved inside. */
    public double position(double value) {
        double inside = Math.clamp(value, from, to);
        return logarithmic
                ? Math.log(inside / from) / Math.log(to / from)
                : (inside - from) / (to - from);
    }

    /** Returns round values on the axis, about {@code most} of them at the most. */
    public List<Double> ticks(int most) {
        List<Double> ticks = new ArrayList<>();
        if (!logarithmic) {
            double step = step(from, to, Math.max(1, most - 1));
            for (int i = 0; from + i * step <= to * (1 + 1e-9); i++) {
                ticks.add(from + i * step);
            }
            return ticks;
        }
        for (double power = 1e-6; power < 1e6; power *= 10) {
            for (double factor : new double[] {1, 2, 5}) {
                double tick = Math.round(power * factor * 1e9) / 1e9;
                if (tick >= from * (1 - 1e-9) && tick <= to * (1 + 1e-9)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks.size() <= most ? ticks : endsAndMiddle(ticks);
    }

    private static List<Double> endsAndMiddle(List<Double> ticks) {
        return ticks.stream()
                .filter(tick ->
                        tick == 1 || tick.equals(ticks.getFirst()) || tick.equals(ticks.getLast()))
                .toList();
    }
}
