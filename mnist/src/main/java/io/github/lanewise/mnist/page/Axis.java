package io.github.lanewise.mnist.page;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * An axis of a chart with round numbers on it.
 *
 * @param from the smallest value
 * @param to the largest value
 * @param step distance of the round numbers: 1, 2 or 5 times a power of ten
 */
record Axis(double from, double to, BigDecimal step) {
    /** About as many steps as an axis has. */
    private static final int STEPS = 4;

    /** Values that are larger, as of a diverged run, are not drawn. */
    private static final double LARGEST = 1e30;

    /** The shortest axis, as a share of its largest value: what digits of labels can tell. */
    private static final double SHORTEST = 1e-6;

    /** Powers of ten that are written out. */
    private static final int PLAIN = 5;

    /** A number on an axis. */
    record Tick(double value, String label) {}

    /** Returns whether a value can be drawn. */
    static boolean drawable(double value) {
        return Math.abs(value) <= LARGEST;
    }

    /**
     * Returns an axis that holds all values, those apart that cannot be drawn, and ends at round
     * numbers.
     *
     * @param least no axis begins below it unless a value is below it
     * @param most no axis ends above it unless a value is above it
     */
    static Axis covering(DoubleStream values, double least, double most) {
        double[] drawn = values.filter(Axis::drawable).toArray();
        double low = DoubleStream.of(drawn).min().orElse(Math.max(least, 0));
        double high = DoubleStream.of(drawn).max().orElse(Math.min(most, low + 1));
        double size = Math.max(Math.abs(low), Math.abs(high));
        double shortest = Math.max(size * SHORTEST, 1 / LARGEST);
        if (high - low < shortest) {
            double margin = size == 0 ? 1 : Math.max(size / 20, shortest);
            low = Math.min(low, Math.max(least, low - margin));
            high = Math.max(high, Math.min(most, high + margin));
        }
        BigDecimal step = roundStep((high - low) / STEPS);
        double first = multiple(step, steps(low, step, RoundingMode.FLOOR)).doubleValue();
        double last = multiple(step, steps(high, step, RoundingMode.CEILING)).doubleValue();
        return new Axis(Math.min(first, low), Math.max(last, high), step);
    }

    /** Returns the axis of whole numbers from the first to the last, wider if they are one. */
    static Axis whole(int first, int last) {
        if (first == last) {
            return new Axis(first - 0.5, last + 0.5, BigDecimal.ONE);
        }
        BigDecimal step = roundStep((double) (last - first) / STEPS);
        return new Axis(first, last, step.max(BigDecimal.ONE));
    }

    /** The least of 1, 2 and 5 times a power of ten that is no less than a length. */
    private static BigDecimal roundStep(double least) {
        int power = (int) Math.floor(Math.log10(least));
        BigDecimal wanted = BigDecimal.valueOf(least);
        for (int factor : new int[] {1, 2, 5}) {
            BigDecimal step = new BigDecimal(BigInteger.valueOf(factor), -power);
            // A length of 0.30000000000000004 means 0.3.
            if (step.doubleValue() >= least * (1 - 1e-9)) {
                return step;
            }
        }
        return wanted.signum() == 0 ? BigDecimal.ONE : new BigDecimal(BigInteger.ONE, -power - 1);
    }

    private static long steps(double value, BigDecimal step, RoundingMode rounding) {
        return BigDecimal.valueOf(value).divide(step, 0, rounding).longValueExact();
    }

    private static BigDecimal multiple(BigDecimal step, long count) {
        return step.multiply(BigDecimal.valueOf(count));
    }

    /** Returns 0 at the smallest value and 1 at the largest. */
    double position(double value) {
        return (value - from) / (to - from);
    }

    /** Returns the round numbers on the axis. */
    List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        long last = steps(to, step, RoundingMode.FLOOR);
        for (long count = steps(from, step, RoundingMode.CEILING); count <= last; count++) {
            BigDecimal value = multiple(step, count);
            ticks.add(new Tick(value.doubleValue(), label(value)));
        }
        return ticks;
    }

    private static String label(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        int power = value.precision() - value.scale() - 1;
        if (Math.abs(power) > PLAIN) {
            BigDecimal digits = value.stripTrailingZeros();
            String shown = String.format(Locale.ROOT, "%." + (digits.precision() - 1) + "e", value);
            return shown.replaceFirst("e([-+])0", "e$1").replace("e+", "e");
        }
        return String.format(Locale.ROOT, "%,." + Math.max(0, value.scale()) + "f", value);
    }
}
