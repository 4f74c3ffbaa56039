package io.github.lanewise.bench.page.section;

import io.github.lanewise.bench.page.chart.Numbers;
import io.github.lanewise.bench.page.content.Block;
import io.github.lanewise.bench.page.content.Block.Paragraph;
import io.github.lanewise.bench.report.Measurement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** How everything was measured. */
final class MethodSection {
    private static final String ERROR = "error";

    private MethodSection() {}

    static List<Block> blocks(Measurements all) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(runs(all)));
        blocks.add(new Paragraph(agreement(all)));
        if (all.havePeers()) {
            blocks.add(new Paragraph(peers(all)));
        }
        blocks.add(new Paragraph(counting()));
        return blocks;
    }

    private static String runs(Measurements all) {
        List<Integer> forks =
                all.list().stream().map(each -> each.score().size()).distinct().sorted().toList();
        long unstable = all.list().stream().filter(Measurement::unstable).count();
        String threads =
                all.threadCounts().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return ("JMH ran %s benchmarks, each in %s of a new JVM, with a warm-up that does"
                        + " not count unless the start itself is measured; a number is the mean of the forks,"
                        + " and all forks are in the folded tables. The forks of %d benchmarks"
                        + " differ by more than %.0f %% of their mean; these are marked unstable."
                        + " Everybody was told the number of threads: %s.")
                .formatted(
                        Numbers.plain(all.list().size()),
                        forksInWords(forks),
                        unstable,
                        100 * Measurement.STABLE_SPREAD,
                        threads);
    }

    private static String forksInWords(List<Integer> counts) {
        String numbers = counts.stream().map(String::valueOf).collect(Collectors.joining(" or "));
        return numbers.equals("1") ? "1 fork" : numbers + " forks";
    }

    private static double error(Measurement measurement) {
        return Double.parseDouble(measurement.notes().getOrDefault(ERROR, "NaN"));
    }

    private static String agreement(Measurements all) {
        String compared =
                "Before convolutions, products, other layers, training steps, inference and"
                        + " ONNX models were timed, their results were compared with a plain"
                        + " reference on the same input; a mismatch would have failed the run. First epochs, first"
                        + " seconds and first predictions begin cold: nothing is computed, and so"
                        + " nothing compared, before them.";
        return all.list().stream()
                .filter(each -> Double.isFinite(error(each)))
                .max(Comparator.comparingDouble(MethodSection::error))
                .map(each ->
                        "%s The largest error, relative to the largest result, is %s (%s, %s)."
                                .formatted(
                                        compared,
                                        Numbers.error(error(each)),
                                        each.subject().name(),
                                        each.subject().label()))
                .orElse(compared);
    }

    private static String peers(Measurements all) {
        String versions =
                all.versions().entrySet().stream()
                        .map(entry -> (entry.getKey() + " " + entry.getValue()).strip())
                        .collect(Collectors.joining(", "));
        return ("All compute the same on the same data, in the same run on the same machine: %s."
                        + " Each keeps its data in the layout that suits it best, unless a number"
                        + " is said to be for plain N·C·H·W arrays. The ratio is always to the best"
                        + " peer of the case, which may be another from line to line.")
                .formatted(versions);
    }

    private static String counting() {
        return "1 GFLOP/s is a thousand million additions or multiplications a second, 1 GB/s a"
                + " thousand million bytes, 1 kB a thousand bytes. A dash stands for what was not"
                + " measured or what a library cannot compute.";
    }
}
