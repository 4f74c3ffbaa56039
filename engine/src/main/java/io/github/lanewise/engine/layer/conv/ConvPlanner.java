package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.tensor.LaneAxis;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;

/** Chooses the algorithms of a convolution, for lane groups and single images, and makes plans. */
final class ConvPlanner {
    /** More zeros than this on a side would need a negative padding on the way back. */
    private static final int MAX_PADDING = WinogradGrid.TAPS - 1;

    /**
     * What minimal filtering has to win at least: its filters have to be transformed after every
     * change, and the direct sum rounds less.
     */
    private static final double MARGIN = 1.1;

    private static final String TOO_LARGE =
            "needs more than "
                    + (WinogradBlocking.MAX_BYTES >> 20)
                    + " MiB of scratch memory for so many channels";

    private static final List<ConvAlgorithm> MINIMAL_FILTERING =
            List.of(ConvAlgorithm.WINOGRAD_2X2, ConvAlgorithm.WINOGRAD_4X4);

    private ConvPlanner() {}

    /**
     * Chooses the algorithms.
     *
     * @param algorithm what the caller asks for, which can do the geometry
     * @param tuning chooses where the caller asks for none, and there is a choice
     */
    static ConvChoices choose(ConvAlgorithm algorithm, Tuning tuning, ConvGeometry g) {
        if (algorithm != ConvAlgorithm.AUTOMATIC) {
            return ConvChoices.all(new ConvChoice(algorithm, "asked for"));
        }
        Optional<String> refusal = refusal(g);
        return refusal.isPresent()
                ? ConvChoices.all(new ConvChoice(ConvAlgorithm.DIRECT, refusal.get()))
                : tuning.choose(g);
    }

    /** Chooses by expected costs, for a geometry that minimal filtering can do. */
    static ConvChoices modelled(ConvGeometry g) {
        return new ConvChoices(
                cheapest(
                        a -> refusal(a, g).isEmpty(),
                        ConvCosts.directActivations(g),
                        m -> ConvCosts.winograd(WinogradGrid.forward(g, m))),
                cheapest(
                        a -> refusal(a, g).isEmpty(),
                        ConvCosts.directActivations(g),
                        m -> ConvCosts.winograd(WinogradGrid.backward(g, m))),
                cheapest(
                        a -> refusal(a, g).isEmpty(),
                        ConvCosts.directFilterGradient(g),
                        m -> ConvCosts.winogradFilterGradient(WinogradGrid.forward(g, m))),
                cheapest(
                        a -> fitsImage(a, g),
                        ImageCosts.direct(g),
                        m -> ImageCosts.winograd(WinogradGrid.forward(g, m))));
    }

    /**
     * Returns the cheapest algorithm of a direction.
     *
     * @param possible whether an algorithm of minimal filtering can be used
     * @param direct cost of the direct sum
     * @param winograd cost of minimal filtering by the rows of a tile
     */
    private static ConvChoice cheapest(
            Predicate<ConvAlgorithm> possible, double direct, IntToDoubleFunction winograd) {
        ConvAlgorithm fastest = ConvAlgorithm.DIRECT;
        double least = Double.POSITIVE_INFINITY;
        for (ConvAlgorithm algorithm : MINIMAL_FILTERING) {
            double cost = winograd.applyAsDouble(transform(algorithm).orElseThrow().outputs());
            if (cost < least && possible.test(algorithm)) {
                fastest = algorithm;
                least = cost;
            }
        }
        if (least * MARGIN < direct) {
            return new ConvChoice(fastest, times("%.1f times as fast as direct", direct / least));
        }
        String reason =
                fastest == ConvAlgorithm.DIRECT
                        ? "Winograd " + TOO_LARGE
                        : times("Winograd would take %.1f times as long", least / direct);
        return new ConvChoice(ConvAlgorithm.DIRECT, reason);
    }

    /** Fills a number into a sentence. */
    static String times(String sentence, double factor) {
        return String.format(Locale.ROOT, sentence, factor);
    }

    /**
     * Returns the plan of these algorithms.
     *
     * @param training whether there will be a backward pass
     */
    static ConvolutionPlan plan(
            ConvChoices choices, ConvGeometry g, ConvParameters parameters, boolean training) {
        ConvDirection forward = forward(choices.forward().algorithm(), g, parameters);
        if (!training) {
            return new ConvolutionPlan(g, forward, Optional.empty(), Optional.empty());
        }
        return new ConvolutionPlan(
                g,
                forward,
                Optional.of(inputGradient(choices.inputGradient().algorithm(), g, parameters)),
                Optional.of(filterGradient(choices.filterGradient().algorithm(), g, parameters)));
    }

    /** Returns what the forward pass is expected to cost, for a lane group or for one image. */
    static double cost(ConvChoices choices, ConvGeometry g, LaneAxis lanes) {
        return switch (lanes) {
            case IMAGES ->
                    transform(choices.forward().algorithm())
                            .map(t -> ConvCosts.winograd(WinogradGrid.forward(g, t.outputs())))
                            .orElseGet(() -> ConvCosts.directActivations(g));
            case CHANNELS ->
                    transform(choices.image().algorithm())
                            .map(t -> ImageCosts.winograd(WinogradGrid.forward(g, t.outputs())))
                            .orElseGet(() -> ImageCosts.direct(g));
        };
    }

    /** Returns the plan of an algorithm for single images with channels in lanes. */
    static ImagePlan imagePlan(
            ConvAlgorithm algorithm,
            ConvGeometry g,
            ConvParameters parameters,
            int workers,
            Workspace workspace) {
        return transform(algorithm)
                .<ImagePlan>map(
                        t -> new WinogradImageConvolution(g, parameters, t, workers, workspace))
                .orElseGet(() -> new DirectImageConvolution(g, parameters, workspace));
    }

    static ConvDirection forward(
            ConvAlgorithm algorithm, ConvGeometry g, ConvParameters parameters) {
        return transform(algorithm)
                .<ConvDirection>map(t -> WinogradConvolution.forward(g, parameters, t))
                .orElseGet(() -> new DirectForward(g, parameters));
    }

    static ConvDirection inputGradient(
            ConvAlgorithm algorithm, ConvGeometry g, ConvParameters parameters) {
        return transform(algorithm)
                .<ConvDirection>map(t -> WinogradConvolution.inputGradient(g, parameters, t))
                .orElseGet(() -> new DirectInputGradient(g, parameters));
    }

    static ConvDirection filterGradient(
            ConvAlgorithm algorithm, ConvGeometry g, ConvParameters parameters) {
        return transform(algorithm)
                .<ConvDirection>map(t -> WinogradFilterGradient.of(g, parameters, t))
                .orElseGet(() -> new DirectFilterGradient(g, parameters));
    }

    static Optional<WinogradTransform> transform(ConvAlgorithm algorithm) {
        return switch (algorithm) {
            case WINOGRAD_2X2 -> Optional.of(WinogradF2Transform.INSTANCE);
            case WINOGRAD_4X4 -> Optional.of(WinogradF4Transform.INSTANCE);
            case DIRECT, AUTOMATIC -> Optional.empty();
        };
    }

    /** Returns whether a single image needs no more scratch memory than there may be. */
    static boolean fitsImage(ConvAlgorithm algorithm, ConvGeometry g) {
        return transform(algorithm)
                .map(t -> WinogradGrid.forward(g, t.outputs()))
                .map(grid -> WinogradImageBlocking.of(grid, 1).bytes(grid))
                .map(bytes -> bytes <= WinogradBlocking.MAX_BYTES)
                .orElse(true);
    }

    /**
     * Makes sure that an algorithm can do a geometry.
     *
     * @throws ShapeException if it cannot, with the reason
     */
    static void check(ConvAlgorithm algorithm, ConvGeometry g) {
        Optional<String> refusal = refusal(algorithm, g);
        if (refusal.isPresent()) {
            throw new ShapeException(
                    algorithm
                            + " cannot do a convolution of "
                            + g.input()
                            + ": "
                            + refusal.get()
                            + "; use DIRECT or AUTOMATIC.");
        }
    }

    /** Returns why an algorithm cannot do a geometry, if so. */
    static Optional<String> refusal(ConvAlgorithm algorithm, ConvGeometry g) {
        if (transform(algorithm).isEmpty()) {
            return Optional.empty();
        }
        Optional<String> refusal = refusal(g);
        if (refusal.isPresent()) {
            return refusal;
        }
        int m = transform(algorithm).orElseThrow().outputs();
        WinogradGrid forward = WinogradGrid.forward(g, m);
        WinogradGrid backward = WinogradGrid.backward(g, m);
        long bytes = WinogradBlocking.of(forward).bytes(forward);
        bytes = Math.max(bytes, WinogradBlocking.of(backward).bytes(backward));
        bytes = Math.max(bytes, WinogradGradientBlocking.of(forward).bytes(forward));
        return bytes > WinogradBlocking.MAX_BYTES
                ? Optional.of("it " + TOO_LARGE)
                : Optional.empty();
    }

    /** Returns why minimal filtering cannot do a geometry, if so. */
    private static Optional<String> refusal(ConvGeometry g) {
        if (g.r() != WinogradGrid.TAPS || g.s() != WinogradGrid.TAPS) {
            return Optional.of(
                    "its filters are " + g.r() + "×" + g.s() + ", and only 3×3 are possible");
        }
        if (g.strideHeight() != 1 || g.strideWidth() != 1) {
            return Optional.of(
                    "its stride is "
                            + g.strideHeight()
                            + "×"
                            + g.strideWidth()
                            + ", and only 1 is possible");
        }
        int rows = Math.max(g.padding().top(), g.padding().bottom());
        int columns = Math.max(g.padding().left(), g.padding().right());
        if (Math.max(rows, columns) > MAX_PADDING) {
            return Optional.of("its padding is above " + MAX_PADDING);
        }
        return Optional.empty();
    }
}
