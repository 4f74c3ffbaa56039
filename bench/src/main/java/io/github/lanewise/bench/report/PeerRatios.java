package io.github.lanewise.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Lanewise and its peers at the same work.
 *
 * @param ours Lanewise's measurement
 * @param peers the others', the fastest first
 * @param speed of a measurement; more is faster
 */
public record PeerRatios(
        Measurement ours, List<Measurement> peers, ToDoubleFunction<Measurement> speed) {
    private static final String LAYOUT = "layout";
    private static final String OWN_LAYOUT = "OWN";

    /** What has to be equal for two measurements to be of the same work. */
    private record Work(
            Area area, String label, String method, String mode, Map<String, String> parameters) {
        static Work of(Measurement measurement) {
            Map<String, String> parameters = new TreeMap<>(measurement.parameters());
            parameters.remove(LAYOUT);
            String benchmark = measurement.benchmark();
            return new Work(
                    measurement.subject().area(),
                    measurement.subject().label(),
                    benchmark.substring(benchmark.lastIndexOf('.') + 1),
                    measurement.mode(),
                    parameters);
        }
    }

    /** Returns {@link #of(List, ToDoubleFunction)} by the mean of the score. */
    public static List<PeerRatios> of(List<Measurement> measurements) {
        return of(measurements, measurement -> 1 / measurement.microseconds());
    }

    /**
     * Puts together what computes the same, each in the layout that it likes best, in the order of
     * Lanewise's measurements. What Lanewise does not compute is left out.
     */
    public static List<PeerRatios> of(
            List<Measurement> measurements, ToDoubleFunction<Measurement> speed) {
        Map<Work, List<Measurement>> works = new LinkedHashMap<>();
        for (Measurement measurement : measurements) {
            if (measurement.parameters().getOrDefault(LAYOUT, OWN_LAYOUT).equals(OWN_LAYOUT)) {
                works.computeIfAbsent(Work.of(measurement), ignored -> new ArrayList<>())
                        .add(measurement);
            }
        }
        return works.values().stream()
                .flatMap(all ->
                        all.stream()
                                .filter(measurement -> measurement.subject().ours())
                                .limit(1)
                                .map(ours -> new PeerRatios(ours, peers(all, speed), speed)))
                .toList();
    }

    private static List<Measurement> peers(
            List<Measurement> all, ToDoubleFunction<Measurement> speed) {
        return all.stream()
                .filter(measurement -> !measurement.subject().ours())
                .sorted(Comparator.comparingDouble(speed).reversed())
                .toList();
    }

    /** Returns those with the largest number of threads that there is. */
    public static List<PeerRatios> mostThreads(List<PeerRatios> all) {
        int most = all.stream().mapToInt(row -> row.ours().threads()).max().orElse(1);
        return all.stream().filter(row -> row.ours().threads() == most).toList();
    }

    /** Returns the fastest peer, if there is one. */
    public Optional<Measurement> best() {
        return peers.stream().findFirst();
    }

    /** Returns Lanewise's speed / that of the fastest peer: above 1 Lanewise is faster. */
    public OptionalDouble ratio() {
        return best().map(peer ->
                        OptionalDouble.of(speed.applyAsDouble(ours) / speed.applyAsDouble(peer)))
                .orElse(OptionalDouble.empty());
    }
}
