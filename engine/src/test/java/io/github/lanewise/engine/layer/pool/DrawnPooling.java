package io.github.lanewise.engine.layer.pool;

import io.github.lanewise.engine.reference.Axis;
import io.github.lanewise.engine.reference.ReferencePooling;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.reference.Windows;
import io.github.lanewise.engine.tensor.Shape;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A drawn pooling.
 *
 * @param images N
 * @param channels C
 * @param windows padded alike on both sides of an axis, by half a window at most
 */
record DrawnPooling(int images, int channels, Windows windows) {
    private static final int MAX_IMAGES = 40;
    private static final int MAX_CHANNELS = 40;
    private static final int MAX_SIZE = 20;
    private static final int MAX_WINDOW = 7;
    private static final int MAX_STRIDE = 3;
    private static final int MAX_PADDING = 3;

    /** Elements that the windows of one try see together. */
    private static final long MAX_WORK = 2_000_000;

    /** Poolings with at least one output. */
    static Arbitrary<DrawnPooling> possible() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, MAX_IMAGES),
                        Arbitraries.integers().between(1, MAX_CHANNELS),
                        axes(),
                        axes())
                .as((n, c, h, w) -> new DrawnPooling(n, c, new Windows(h, w)))
                .filter(g -> g.windows.isPossible() && g.work() <= MAX_WORK);
    }

    /** Axes whose padding is within half a window. */
    static Arbitrary<Axis> axes() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, MAX_SIZE),
                        Arbitraries.integers().between(1, MAX_WINDOW),
                        Arbitraries.integers().between(1, MAX_STRIDE),
                        Arbitraries.integers().between(0, MAX_PADDING))
                .as(Axis::of)
                .filter(axis -> 2 * axis.before() <= axis.window());
    }

    private long work() {
        return (long) planes() * windows.outputs() * windows.area();
    }

    int planes() {
        return images * channels;
    }

    ReferencePooling reference() {
        return new ReferencePooling(planes(), windows);
    }

    Shape input() {
        return Shape.of(channels, windows.vertical().size(), windows.horizontal().size());
    }

    MaxPool2d maximum() {
        Axis v = windows.vertical();
        Axis h = windows.horizontal();
        return MaxPool2d.of(v.window(), h.window())
                .stride(v.stride(), h.stride())
                .padding(v.before(), h.before());
    }

    AveragePool2d average(boolean countPadding) {
        Axis v = windows.vertical();
        Axis h = windows.horizontal();
        AveragePool2d layer =
                AveragePool2d.of(v.window(), h.window())
                        .stride(v.stride(), h.stride())
                        .padding(v.before(), h.before());
        return countPadding ? layer : layer.excludePadding();
    }

    float[] uniformInput(long seed) {
        return Values.uniform(seed, planes() * windows.inputs());
    }

    /** Whole numbers from −1 to 1, so that most windows have several maxima. */
    float[] tiedInput(long seed) {
        return Values.integers(seed, planes() * windows.inputs(), 1);
    }

    float[] uniformGradient(long seed) {
        return Values.uniform(seed, planes() * windows.outputs());
    }
}
