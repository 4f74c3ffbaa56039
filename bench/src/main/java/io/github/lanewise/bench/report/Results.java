package io.github.lanewise.bench.report;

import java.util.List;
import java.util.Map;

/**
 * Everything that a report shows.
 *
 * @param machine where and with what it was measured, by name, in the order to show; see {@link
 *     Machines#description}
 * @param measurements in the order of the run
 */
public record Results(Map<String, String> machine, List<Measurement> measurements) {
    /** Copies the list. */
    public Results {
        measurements = List.copyOf(measurements);
    }
}
