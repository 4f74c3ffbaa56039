package io.github.lanewise.mnist.page;

import java.util.List;
import java.util.function.IntFunction;

/**
 * The horizontal axis of a chart, for points that are numbered.
 *
 * @param name what the numbers are of
 * @param from the first number
 * @param to the last one, above the first
 * @param ticks what stands on the axis, by numbers
 * @param label what a point is called
 */
record NumberAxis(
        String name, double from, double to, List<Axis.Tick> ticks, IntFunction<String> label) {
    /** Copies the list. */
    NumberAxis {
        ticks = List.copyOf(ticks);
    }

    /** Returns the axis of all epochs of some lines, which have at least one. */
    static NumberAxis epochs(List<Series> series) {
        int[] epochs =
                series.stream()
                        .flatMap(line -> line.points().stream())
                        .mapToInt(Series.Point::number)
                        .sorted()
                        .toArray();
        // Without any point nothing is drawn.
        Axis axis =
                epochs.length == 0
                        ? Axis.whole(1, 1)
                        : Axis.whole(epochs[0], epochs[epochs.length - 1]);
        return new NumberAxis(
                "epoch", axis.from(), axis.to(), axis.ticks(), epoch -> Integer.toString(epoch));
    }

    /** Returns 0 at the first number and 1 at the last. */
    double position(double number) {
        return (number - from) / (to - from);
    }
}
