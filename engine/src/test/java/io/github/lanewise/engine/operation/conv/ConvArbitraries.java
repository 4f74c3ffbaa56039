package io.github.lanewise.engine.operation.conv;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.tensor.Halo;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Drawn convolutions. */
final class ConvArbitraries {
    /** Multiply-adds of one try. */
    private static final long MAX_WORK = 1_000_000;

    private static final int MAX_IMAGES = 3;
    private static final int MAX_SIZE = 20;
    private static final int MAX_FILTER = 5;
    private static final int MAX_STRIDE = 3;
    private static final int MAX_DILATION = 3;
    private static final int MAX_PADDING = 3;

    private ConvArbitraries() {}

    /** What belongs to one axis. */
    record Line(int size, int filter, int stride, int dilation, int before, int after) {}

    private static Arbitrary<Integer> upTo(int most) {
        return Arbitraries.integers().between(1, most);
    }

    private static Arbitrary<Line> lines() {
        Arbitrary<Integer> padding = Arbitraries.integers().between(0, MAX_PADDING);
        return Combinators.combine(
                        upTo(MAX_SIZE),
                        upTo(MAX_FILTER),
                        upTo(MAX_STRIDE),
                        upTo(MAX_DILATION),
                        padding,
                        padding)
                .as(Line::new);
    }

    private static Arbitrary<Line> winogradLines() {
        Arbitrary<Integer> padding = Arbitraries.integers().between(0, 2);
        return Combinators.combine(upTo(MAX_SIZE), padding, padding)
                .as((size, before, after) -> new Line(size, 3, 1, 1, before, after));
    }

    /**
     * Convolutions with an output.
     *
     * @param groups numbers of groups
     * @param inputs most channels of a group
     * @param outputs most output channels of a group
     */
    static Arbitrary<DrawnConv> convolutions(Arbitrary<Integer> groups, int inputs, int outputs) {
        return convolutions(groups, upTo(inputs), upTo(outputs), lines());
    }

    /** Convolutions that minimal filtering can do, and often is the best for. */
    static Arbitrary<DrawnConv> minimalFiltering() {
        Arbitrary<Integer> channels = Arbitraries.of(16, 16, 20, 32, 40);
        return convolutions(Arbitraries.of(1, 1, 2), channels, channels, winogradLines());
    }

    /** Such convolutions of groups that are only part of a vector. */
    static Arbitrary<DrawnConv> smallGroups() {
        return Arbitraries.of(2, 4, 8)
                .flatMap(channels -> {
                    Arbitrary<Integer> same = Arbitraries.just(channels);
                    return convolutions(Arbitraries.of(4, 8, 12), same, same, winogradLines());
                });
    }

    /** Convolutions of one filter for each channel. */
    static Arbitrary<DrawnConv> depthwise(int multiplier) {
        Arbitrary<Integer> outputs = upTo(multiplier);
        return convolutions(upTo(40), Arbitraries.just(1), outputs, lines());
    }

    /** Convolutions that have an output when they are transposed. */
    static Arbitrary<DrawnConv> transposed(Arbitrary<Integer> groups, int inputs, int outputs) {
        return all(groups, upTo(inputs), upTo(outputs), lines())
                .filter(c -> c.transposedHeight() > 0 && c.transposedWidth() > 0)
                .filter(c -> (long) c.x().elements() * c.groupOutputs() * c.r() * c.s() < MAX_WORK)
                .filter(c ->
                        (long) c.transposedHeight() * c.transposedWidth() * c.filters() < MAX_WORK);
    }

    private static Arbitrary<DrawnConv> convolutions(
            Arbitrary<Integer> groups,
            Arbitrary<Integer> inputs,
            Arbitrary<Integer> outputs,
            Arbitrary<Line> lines) {
        return all(groups, inputs, outputs, lines)
                .filter(c -> c.outputHeight() > 0 && c.outputWidth() > 0)
                .filter(c -> (long) c.y().elements() * c.terms() < MAX_WORK);
    }

    private static Arbitrary<DrawnConv> all(
            Arbitrary<Integer> groups,
            Arbitrary<Integer> inputs,
            Arbitrary<Integer> outputs,
            Arbitrary<Line> lines) {
        return Combinators.combine(
                        upTo(MAX_IMAGES),
                        groups,
                        inputs,
                        outputs,
                        lines,
                        lines,
                        Arbitraries.longs())
                .as(ConvArbitraries::convolution);
    }

    private static DrawnConv convolution(
            int images, int groups, int inputs, int outputs, Line rows, Line columns, long seed) {
        Halo pads = new Halo(rows.before, rows.after, columns.before, columns.after);
        return new DrawnConv(
                new ConvAttributes(
                        rows.stride, columns.stride, rows.dilation, columns.dilation, pads, groups),
                Extents.of(images, groups * inputs, rows.size, columns.size),
                groups * outputs,
                rows.filter,
                columns.filter,
                seed);
    }
}
