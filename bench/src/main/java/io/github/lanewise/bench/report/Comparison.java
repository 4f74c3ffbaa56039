package io.github.lanewise.bench.report;

import io.github.lanewise.bench.report.Change.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Two results, benchmark by benchmark.
 *
 * @param changes what is in both, in the order of the old one
 * @param onlyOld what the new one lacks
 * @param onlyNew what the old one lacks
 * @param differences of the machines, as {@code lanes 16 and 8}; empty for the same machine
 */
record Comparison(
        List<Change> changes,
        List<PooledMeasurement> onlyOld,
        List<PooledMeasurement> onlyNew,
        List<String> differences) {
    /** The exit status for a regression. */
    static final int REGRESSION = 3;

    private static final List<String> DECISIVE = List.of("cpu", "jvm", "lanes");

    /** Compares. */
    static Comparison of(Results old, Results now) {
        Map<PooledMeasurement.Key, PooledMeasurement> before =
                PooledMeasurement.pool(old.measurements());
        Map<PooledMeasurement.Key, PooledMeasurement> after =
                PooledMeasurement.pool(now.measurements());
        List<Change> changes = new ArrayList<>();
        List<PooledMeasurement> onlyOld = new ArrayList<>();
        before.forEach((key, measurement) -> {
            PooledMeasurement other = after.remove(key);
            if (other == null) {
                onlyOld.add(measurement);
            } else {
                changes.add(new Change(measurement, other));
            }
        });
        return new Comparison(
                changes,
                onlyOld,
                List.copyOf(after.values()),
                differences(old.machine(), now.machine()));
    }

    private static List<String> differences(Map<String, String> old, Map<String, String> now) {
        List<String> differences = new ArrayList<>();
        for (String name : DECISIVE) {
            String before = old.getOrDefault(name, "unknown");
            String after = now.getOrDefault(name, "unknown");
            if (!before.equals(after)) {
                differences.add("%s %s and %s".formatted(name, before, after));
            }
        }
        return differences;
    }

    /** Returns the changes of a verdict. */
    List<Change> with(Verdict verdict) {
        return changes.stream().filter(change -> change.verdict() == verdict).toList();
    }

    /**
     * Returns how many of ours are slower by more than 10 % and by more than noise. A peer or the
     * machine that became slower is shown, and is not ours to mend.
     */
    long regressions() {
        return changes.stream().filter(Change::regression).filter(Comparison::isOurs).count();
    }

    private static boolean isOurs(Change change) {
        Measurement.Subject subject = change.after().first().subject();
        return subject.ours() && subject.area() != Area.LIMITS;
    }

    /** Returns 0, or {@value #REGRESSION} if there is a regression. */
    int exitStatus() {
        return regressions() > 0 ? REGRESSION : 0;
    }
}
