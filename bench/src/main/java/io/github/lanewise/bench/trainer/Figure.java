package io.github.lanewise.bench.trainer;

import io.github.lanewise.bench.report.Statistics;
import io.github.lanewise.mnist.report.Numbers;
import java.util.List;
import java.util.Locale;

/**
 * A figure of the trainer, as measured several times.
 *
 * @param name for people
 * @param unit of the values
 * @param goal what it should be, for people; empty if nothing is said of it
 * @param values in the order of measurement; infinite where it was not reached
 */
record Figure(String name, Unit unit, String goal, List<Double> values) {
    /** How values are written. */
    enum Unit {
        /** Whole numbers. */
        IMAGES_PER_SECOND,
        /** 0 to 1, written in percent. */
        SHARE,
        /** Seconds. */
        SECONDS,
        /** Minutes. */
        MINUTES;

        String format(double value) {
            if (!Double.isFinite(value)) {
                return "not reached";
            }
            return switch (this) {
                case IMAGES_PER_SECOND -> Numbers.count(Math.round(value)) + " images/s";
                case SHARE -> Numbers.percent(value);
                case SECONDS -> Numbers.seconds(value);
                case MINUTES -> "%.1f min".formatted(value);
            };
        }

        String jsonName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the values. */
    Figure {
        values = List.copyOf(values);
    }

    double median() {
        return Statistics.median(array());
    }

    double least() {
        return Statistics.smallest(array());
    }

    double most() {
        return Statistics.largest(array());
    }

    private double[] array() {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
