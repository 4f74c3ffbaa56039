package io.github.lanewise.bench.page.section;

import io.github.lanewise.bench.page.chart.Numbers;
import java.util.Comparator;
import java.util.List;

/**
 * Ratios to the best peer over several cases, in a few words.
 *
 * @param cases those with a ratio
 */
record Ratios(List<Case> cases) {
    /** A case and how many times as good ours is as the best peer. */
    record Case(String title, double ratio) {}

    /** Takes the cases in which ours and a peer have a value. */
    static Ratios of(List<Comparison> comparisons, Measure measure) {
        return new Ratios(
                comparisons.stream()
                        .map(each -> new Case(each.title(), each.ratio(measure)))
                        .filter(each -> Double.isFinite(each.ratio()))
                        .toList());
    }

    boolean isEmpty() {
        return cases.isEmpty();
    }

    /** Returns the geometric mean, that of ratios. */
    double mean() {
        return Math.exp(
                cases.stream().mapToDouble(each -> Math.log(each.ratio())).average().orElseThrow());
    }

    Case smallest() {
        return cases.stream().min(Comparator.comparingDouble(Case::ratio)).orElseThrow();
    }

    Case largest() {
        return cases.stream().max(Comparator.comparingDouble(Case::ratio)).orElseThrow();
    }

    /** Returns the number of cases in which ours is at least as good. */
    long wins() {
        return cases.stream().filter(each -> each.ratio() >= 1).count();
    }

    /** Returns the main numbers as half a sentence. */
    String inWords() {
        if (cases.size() == 1) {
            return "%s times as fast (%s)".formatted(Numbers.of(mean()), cases.getFirst().title());
        }
        return "geometric mean %s, from %s (%s) to %s (%s), at least 1 in %d of %d"
                .formatted(
                        Numbers.of(mean()),
                        Numbers.of(smallest().ratio()),
                        smallest().title(),
                        Numbers.of(largest().ratio()),
                        largest().title(),
                        wins(),
                        cases.size());
    }
}
