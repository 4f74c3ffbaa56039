package io.github.lanewise.bench.page.section;

import io.github.lanewise.bench.report.Measurement;
import io.github.lanewise.bench.report.Measurement.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The same work by everybody who can do it.
 *
 * @param title of the work
 * @param measurements at most one per subject
 */
record Comparison(String title, List<Measurement> measurements) {
    /** Puts measurements of one title together, in the order of the run. */
    static List<Comparison> of(
            List<Measurement> measurements, Function<Measurement, String> title) {
        Map<String, List<Measurement>> byTitle = new LinkedHashMap<>();
        for (Measurement measurement : measurements) {
            byTitle.computeIfAbsent(title.apply(measurement), ignored -> new ArrayList<>())
                    .add(measurement);
        }
        return byTitle.entrySet().stream()
                .map(entry -> new Comparison(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Returns what a subject measured. */
    Optional<Measurement> by(String subject) {
        return measurements.stream()
                .filter(measurement -> measurement.subject().name().equals(subject))
                .findFirst();
    }

    Optional<Measurement> ours() {
        return by(Subject.LANEWISE);
    }

    /** Returns the best of the others that has a value. */
    Optional<Measurement> bestPeer(Measure measure) {
        Comparator<Measurement> byValue = Comparator.comparingDouble(measure.value());
        return measurements.stream()
                .filter(measurement -> !measurement.subject().ours())
                .filter(peer -> Double.isFinite(measure.value().applyAsDouble(peer)))
                .max(measure.smallerIsBetter() ? byValue.reversed() : byValue);
    }

    /** Returns how many times as good ours is as the best peer, NaN where either is missing. */
    double ratio(Measure measure) {
        return ours().flatMap(ours -> bestPeer(measure).map(peer -> measure.ratio(ours, peer)))
                .orElse(Double.NaN);
    }

    /** Returns the extents of the layer or whatever else tells this work from others. */
    String parameter(String name) {
        return measurements.getFirst().parameters().getOrDefault(name, "");
    }
}
