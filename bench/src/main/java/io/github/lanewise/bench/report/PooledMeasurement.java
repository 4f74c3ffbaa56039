package io.github.lanewise.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All measurements of a file that measure the same; several are like more forks of one.
 *
 * @param first of them
 * @param score numbers by fork and iteration
 * @param peakShare the same of the share of the FMA peak, if all of them count that
 */
record PooledMeasurement(
        Measurement first, List<double[]> score, Optional<List<double[]>> peakShare) {
    /**
     * What two files are matched by. With another unit it is another benchmark.
     *
     * @param subject name of who computes
     */
    record Key(
            String subject,
            String benchmark,
            String mode,
            String unit,
            Map<String, String> parameters) {
        static Key of(Measurement measurement) {
            return new Key(
                    measurement.subject().name(),
                    measurement.benchmark(),
                    measurement.mode(),
                    measurement.unit(),
                    measurement.parameters());
        }
    }

    /** Pools what has the same key, in the order of the measurements. */
    static Map<Key, PooledMeasurement> pool(List<Measurement> measurements) {
        return measurements.stream()
                .collect(
                        Collectors.toMap(
                                Key::of,
                                PooledMeasurement::of,
                                PooledMeasurement::with,
                                LinkedHashMap::new));
    }

    private static PooledMeasurement of(Measurement measurement) {
        return new PooledMeasurement(
                measurement,
                measurement.score(),
                Optional.ofNullable(measurement.quantities().get(Measurement.PEAK_SHARE)));
    }

    private PooledMeasurement with(PooledMeasurement other) {
        return new PooledMeasurement(
                first,
                joined(score, other.score),
                peakShare.flatMap(mine -> other.peakShare.map(theirs -> joined(mine, theirs))));
    }

    private static List<double[]> joined(List<double[]> a, List<double[]> b) {
        List<double[]> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    /** Returns label and parameters, such as {@code LeNet-5 conv1, direction FORWARD}. */
    String title() {
        return first.parameters().entrySet().stream()
                .map(parameter -> ", " + parameter.getKey() + " " + parameter.getValue())
                .collect(Collectors.joining("", first.subject().label(), ""));
    }
}
