package io.github.lanewise.bench.page.section;

import io.github.lanewise.bench.page.content.Block;
import io.github.lanewise.bench.page.content.Block.Figure;
import io.github.lanewise.bench.page.content.Block.Grid;
import io.github.lanewise.bench.page.content.Block.Heading;
import io.github.lanewise.bench.page.content.Block.Paragraph;
import io.github.lanewise.bench.report.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Convolutions layer by layer, a part per direction. */
final class ConvolutionSection {
    private static final List<String> DIRECTIONS =
            List.of("FORWARD", "BACKWARD_DATA", "BACKWARD_WEIGHTS");

    private ConvolutionSection() {}

    static List<Comparison> cases(Measurements convolutions) {
        return Comparison.of(convolutions.list(), each -> each.subject().label());
    }

    /**
     * Returns each layer with the most threads that it was measured with by Lanewise, or by anybody
     * if not by Lanewise.
     */
    private static Measurements withMostThreads(Measurements convolutions) {
        return convolutions.where(each -> {
            Measurements same =
                    convolutions.where(other ->
                            other.subject().label().equals(each.subject().label())
                                    && direction(other).equals(direction(each)));
            Measurements ours = same.where(other -> other.subject().ours());
            return each.threads() == (ours.isEmpty() ? same : ours).mostThreads();
        });
    }

    private static String direction(Measurement measurement) {
        return measurement.parameters().getOrDefault("direction", "");
    }

    /** Returns the number of threads in words, of layers that may have less. */
    private static String threadsInWords(Measurements layers) {
        String most = Measurements.threadsInWords(layers.mostThreads());
        return layers.threadCounts().size() < 2
                ? most
                : most + " (" + layers.threadCounts().getFirst() + " for layers that say so)";
    }

    /** Returns the cases; the title of one with less threads than others says how many. */
    private static List<Comparison> casesOfAnyThreads(Measurements layers) {
        int most = layers.mostThreads();
        return Comparison.of(
                layers.list(),
                each ->
                        each.threads() == most
                                ? each.subject().label()
                                : each.subject().label()
                                        + ", "
                                        + Measurements.threadsInWords(each.threads()));
    }

    /** Returns what was measured in everybody's own layout, by direction, in words. */
    static Map<String, Measurements> byDirection(Measurements convolutions) {
        Map<String, Measurements> directions = new LinkedHashMap<>();
        for (String direction : DIRECTIONS) {
            Measurements some = convolutions.where("direction", direction);
            if (!some.isEmpty()) {
                directions.put(inWords(direction), some);
            }
        }
        return directions;
    }

    /** Returns each with the layout that suits it best: for peers the faster, if both are there. */
    static Measurements inOwnLayout(Measurements convolutions) {
        return convolutions.where(each -> {
            boolean own = !isPlain(each);
            if (each.subject().ours()) {
                return own;
            }
            double speed = Measure.GFLOPS.value().applyAsDouble(each);
            return convolutions.list().stream()
                    .filter(other -> isOtherLayout(each, other))
                    .mapToDouble(Measure.GFLOPS.value())
                    .allMatch(other -> own ? speed >= other : speed > other);
        });
    }

    private static boolean isPlain(Measurement measurement) {
        return measurement.parameters().getOrDefault("layout", "OWN").equals("NCHW");
    }

    private static boolean isOtherLayout(Measurement one, Measurement other) {
        return one.subject().equals(other.subject())
                && one.threads() == other.threads()
                && direction(one).equals(direction(other))
                && isPlain(one) != isPlain(other);
    }

    /**
     * Returns the cases for a caller with plain arrays, of layers that Lanewise was measured with
     * for one; whoever knows no other layout has them anyway.
     */
    static List<Comparison> plain(Measurements convolutions) {
        Measurements plain =
                convolutions.where(each -> {
                    boolean both =
                            convolutions.list().stream()
                                    .anyMatch(other -> isOtherLayout(each, other));
                    return isPlain(each) || (!both && !each.subject().ours());
                });
        return cases(plain).stream().filter(each -> each.ours().isPresent()).toList();
    }

    private static String inWords(String direction) {
        return switch (direction) {
            case "FORWARD" -> "Forward";
            case "BACKWARD_DATA" -> "Input gradient";
            case "BACKWARD_WEIGHTS" -> "Weight gradient";
            default -> direction;
        };
    }

    /** Returns the chart of the first screen: ratios or, without peers, shares of the peak. */
    static List<Block> overview(Measurements convolutions) {
        Measurements own = withMostThreads(inOwnLayout(convolutions));
        Map<String, List<Comparison>> groups = new LinkedHashMap<>();
        byDirection(own).forEach((title, some) -> groups.put(title, casesOfAnyThreads(some)));
        String words = threadsInWords(own);
        if (groups.values().stream()
                .flatMap(List::stream)
                .anyMatch(each -> Double.isFinite(each.ratio(Measure.GFLOPS)))) {
            String caption =
                    ("Speed of Lanewise divided by that of the fastest peer, layer by layer, %s,"
                                    + " everybody in the layout that suits them: a bar to the right of the"
                                    + " line at 1 means that Lanewise is faster, one to the left that the"
                                    + " peer is; the axis is logarithmic.")
                            .formatted(words);
            return List.of(
                    new Figure(
                            "ratios",
                            Charts.ratios(groups, Measure.GFLOPS),
                            caption,
                            Charts.ratiosInWords(groups, Measure.GFLOPS)));
        }
        return shares(groups, own, words);
    }

    private static List<Block> shares(
            Map<String, List<Comparison>> groups, Measurements subjects, String threads) {
        Measure percent =
                new Measure(
                        "% of the FMA peak",
                        false,
                        each -> 100 * each.mean(Measurement.PEAK_SHARE).orElse(Double.NaN),
                        each -> new double[0]);
        List<String> words = new ArrayList<>();
        groups.forEach((title, cases) ->
                words.add(
                        "%s, %s".formatted(title, Charts.valuesInWords(cases, percent, subjects))));
        boolean any =
                groups.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(each -> Double.isFinite(Charts.ours(each, percent)));
        if (!any) {
            return List.of();
        }
        return List.of(
                new Figure(
                        "shares",
                        Charts.panels(groups, each -> Charts.ours(each, percent), false),
                        "Share of the measured FMA peak that Lanewise reaches, in percent, layer by"
                                + " layer, %s: a bar of 100 would be every multiply-add that the"
                                        .formatted(threads)
                                + " processor can do.",
                        String.join(" ", words)));
    }

    static List<Block> blocks(Measurements convolutions) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Paragraph(
                        "Operations are counted as those of direct convolution, whatever the"
                                + " algorithm. N is the number of images."));
        byDirection(convolutions).forEach((title, some) -> blocks.addAll(direction(title, some)));
        return blocks;
    }

    private static List<Block> direction(String title, Measurements all) {
        List<Block> blocks = new ArrayList<>(List.of(new Heading(title)));
        for (int threads : all.threadCounts()) {
            Measurements some = all.threads(threads);
            ComparisonTable table =
                    new ComparisonTable(
                            "Layer",
                            Measure.GFLOPS,
                            some.subjects(),
                            each -> each.parameter("layer"));
            String caption = "%s, %s".formatted(title, Measurements.threadsInWords(threads));
            blocks.add(new Grid(table.of(caption, cases(inOwnLayout(some)), plain(some))));
            blocks.add(ForkTable.of(caption, Measure.GFLOPS, some, each -> each.subject().label()));
        }
        Measurements most = withMostThreads(inOwnLayout(all));
        String name = "convolution-" + title.toLowerCase(Locale.ROOT).replace(' ', '-');
        String caption =
                "%s: GFLOP/s per layer, %s; longer is faster."
                        .formatted(title, threadsInWords(most));
        blocks.add(
                Charts.valuesFigure(name, caption, casesOfAnyThreads(most), Measure.GFLOPS, most));
        return blocks;
    }
}
