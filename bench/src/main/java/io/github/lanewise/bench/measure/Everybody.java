package io.github.lanewise.bench.measure;

import io.github.lanewise.bench.peer.Peer;
import io.github.lanewise.bench.report.Area;
import io.github.lanewise.bench.report.Measurement.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A benchmark that everybody may have.
 *
 * @param ours that of Lanewise
 * @param method name of its method
 * @param peer finds that of a peer
 * @param timing how long it runs
 */
record Everybody(
        Class<?> ours,
        String method,
        Function<Peer, ? extends Optional<? extends Class<?>>> peer,
        Timing timing) {
    /** Returns a case of ours and right after it those of the peers that have the benchmark. */
    List<Case> cases(
            Scope scope,
            Area area,
            String label,
            Map<String, String> parameters,
            double secondsPerCall) {
        List<Case> cases = new ArrayList<>();
        Subject us = new Subject(area, Subject.LANEWISE, scope.version(), label);
        cases.add(new Case(us, ours, method, parameters, timing, secondsPerCall));
        for (Peer other : scope.peers()) {
            Subject them = new Subject(area, other.name(), other.version(), label);
            peer.apply(other)
                    .ifPresent(type ->
                            cases.add(
                                    new Case(
                                            them,
                                            type,
                                            method,
                                            parameters,
                                            timing,
                                            secondsPerCall)));
        }
        return cases;
    }

    /** Returns parameters in their order. */
    static Map<String, String> parameters(Object... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
        }
        return parameters;
    }
}
