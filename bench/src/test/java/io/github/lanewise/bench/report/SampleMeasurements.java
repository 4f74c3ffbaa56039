package io.github.lanewise.bench.report;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measurements with chosen numbers. */
final class SampleMeasurements {
    private SampleMeasurements() {}

    /** Returns a measurement in calls per second with one iteration in each fork. */
    static Measurement throughput(String name, Area area, String label, double... forks) {
        return new Measurement(
                new Measurement.Subject(area, name, "1", label),
                name + "Work.run",
                "thrpt",
                "ops/s",
                Map.of("threads", "2"),
                Arrays.stream(forks).mapToObj(value -> new double[] {value}).toList(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    /** Returns the same in seconds per call. */
    static Measurement inSeconds(Measurement m) {
        List<double[]> times =
                m.score().stream()
                        .map(fork -> Arrays.stream(fork).map(speed -> 1 / speed).toArray())
                        .toList();
        return new Measurement(
                m.subject(),
                m.benchmark(),
                "ss",
                "s/op",
                m.parameters(),
                times,
                m.quantities(),
                m.percentiles(),
                m.notes());
    }

    /** Returns the same with one more parameter. */
    static Measurement with(Measurement m, String parameter, String value) {
        Map<String, String> parameters = new HashMap<>(m.parameters());
        parameters.put(parameter, value);
        return new Measurement(
                m.subject(),
                m.benchmark(),
                m.mode(),
                m.unit(),
                parameters,
                m.score(),
                m.quantities(),
                m.percentiles(),
                m.notes());
    }

    /** Returns the same with one more quantity, one iteration in each fork. */
    static Measurement counting(Measurement m, String quantity, double... forks) {
        Map<String, List<double[]>> quantities = new HashMap<>(m.quantities());
        quantities.put(
                quantity, Arrays.stream(forks).mapToObj(value -> new double[] {value}).toList());
        return new Measurement(
                m.subject(),
                m.benchmark(),
                m.mode(),
                m.unit(),
                m.parameters(),
                m.score(),
                quantities,
                m.percentiles(),
                m.notes());
    }

    static Results results(Measurement... measurements) {
        return new Results(
                Map.of("cpu", "a processor", "jvm", "a JVM", "lanes", "16"), List.of(measurements));
    }
}
