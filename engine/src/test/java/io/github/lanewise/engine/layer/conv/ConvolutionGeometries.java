package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.reference.Axis;
import io.github.lanewise.engine.reference.ReferenceConvolution;
import io.github.lanewise.engine.reference.Windows;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Shape;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Drawn convolutions, and the engine's layers for them. */
final class ConvolutionGeometries {
    private static final int MAX_IMAGES = 40;
    private static final int MAX_CHANNELS = 40;
    private static final int MAX_SIZE = 20;
    private static final int MAX_FILTER = 7;
    private static final int MAX_STRIDE = 3;
    private static final int MAX_PADDING = 3;

    /** Multiply-adds of one try: what the reference computes in some 20 ms. */
    private static final long MAX_WORK = 10_000_000;

    private ConvolutionGeometries() {}

    /** Convolutions with at least one output, padded differently on all four sides. */
    static Arbitrary<ReferenceConvolution> possible() {
        return convolutions(axes()).filter(c -> c.windows().isPossible() && c.work() <= MAX_WORK);
    }

    /** Convolutions whose filter does not fit. */
    static Arbitrary<ReferenceConvolution> impossible() {
        return convolutions(axes()).filter(c -> !c.windows().isPossible());
    }

    /** Convolutions with 'same' padding. */
    static Arbitrary<ReferenceConvolution> same() {
        return convolutions(axes().map(a -> Axis.same(a.size(), a.window(), a.stride())))
                .filter(c -> c.work() <= MAX_WORK);
    }

    /**
     * Few channels and large images, as in a first layer: one channel has a way of its own in the
     * backward pass, and gradients of filters are summed in more than one call.
     */
    static Arbitrary<ReferenceConvolution> shallow() {
        Arbitrary<Axis> axes = axes(3 * MAX_SIZE, MAX_FILTER + 2);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.of(1, 1, 1, 2, 3),
                        Arbitraries.integers().between(1, 7),
                        axes,
                        axes)
                .as((n, c, k, h, w) -> new ReferenceConvolution(n, c, k, new Windows(h, w)))
                .filter(c -> c.windows().isPossible() && c.work() <= MAX_WORK);
    }

    /** Filters of 3×3, stride 1 and a padding of 0 to 2 on each side: for minimal filtering. */
    static Arbitrary<ReferenceConvolution> winograd() {
        Arbitrary<Integer> padding = Arbitraries.integers().between(0, 2);
        Arbitrary<Axis> axes =
                Combinators.combine(Arbitraries.integers().between(1, MAX_SIZE), padding, padding)
                        .as((size, before, after) -> new Axis(size, 3, 1, before, after));
        return convolutions(axes).filter(c -> c.windows().isPossible() && c.work() <= MAX_WORK);
    }

    /** Axes, also such as have no output. */
    static Arbitrary<Axis> axes() {
        return axes(MAX_SIZE, MAX_FILTER);
    }

    private static Arbitrary<Axis> axes(int maxSize, int maxFilter) {
        Arbitrary<Integer> padding = Arbitraries.integers().between(0, MAX_PADDING);
        return Combinators.combine(
                        Arbitraries.integers().between(1, maxSize),
                        Arbitraries.integers().between(1, maxFilter),
                        Arbitraries.integers().between(1, MAX_STRIDE),
                        padding,
                        padding)
                .as(Axis::new);
    }

    private static Arbitrary<ReferenceConvolution> convolutions(Arbitrary<Axis> axes) {
        return Combinators.combine(
                        Arbitraries.integers().between(1, MAX_IMAGES),
                        Arbitraries.integers().between(1, MAX_CHANNELS),
                        Arbitraries.integers().between(1, MAX_CHANNELS),
                        axes,
                        axes)
                .as((n, c, k, h, w) -> new ReferenceConvolution(n, c, k, new Windows(h, w)));
    }

    /** Shape of one input image. */
    static Shape input(ReferenceConvolution c) {
        return Shape.of(c.inputs(), c.windows().vertical().size(), c.windows().horizontal().size());
    }

    /** The engine's layer for direct convolution, with the padding spelled out. */
    static Conv2d layer(ReferenceConvolution c) {
        Axis v = c.windows().vertical();
        Axis h = c.windows().horizontal();
        return unpadded(c)
                .padding(Padding.of(new Halo(v.before(), v.after(), h.before(), h.after())));
    }

    /** The engine's layer for direct convolution, without padding. */
    static Conv2d unpadded(ReferenceConvolution c) {
        Axis v = c.windows().vertical();
        Axis h = c.windows().horizontal();
        return Conv2d.of(c.filters(), v.window(), h.window())
                .stride(v.stride(), h.stride())
                .algorithm(ConvAlgorithm.DIRECT);
    }
}
