package io.github.lanewise.bench.page.section;

import io.github.lanewise.bench.page.chart.Ink;
import io.github.lanewise.bench.report.Area;
import io.github.lanewise.bench.report.Measurement;
import io.github.lanewise.bench.report.Measurement.Subject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Measurements of a report, and the words for what they have in common. */
final class Measurements {
    private final List<Measurement> all;
    private final List<String> subjects;

    /** Takes all of a report; subjects keep their colours through all of it. */
    Measurements(List<Measurement> all) {
        this(all, subjects(all));
    }

    private Measurements(List<Measurement> all, List<String> subjects) {
        this.all = all;
        this.subjects = subjects;
    }

    /** Ours is the first, then peers as they come. */
    private static List<String> subjects(List<Measurement> measurements) {
        Comparator<Subject> oursFirst = Comparator.comparing(subject -> !subject.ours());
        return measurements.stream()
                .map(Measurement::subject)
                .sorted(oursFirst)
                .map(Subject::name)
                .distinct()
                .toList();
    }

    Measurements in(Area area) {
        return where(measurement -> measurement.subject().area() == area);
    }

    Measurements where(Predicate<Measurement> condition) {
        return new Measurements(all.stream().filter(condition).toList(), subjects);
    }

    /** Selects by the value of a parameter; without the parameter nothing is selected. */
    Measurements where(String parameter, String value) {
        return where(measurement -> value.equals(measurement.parameters().get(parameter)));
    }

    Measurements threads(int threads) {
        return where(measurement -> measurement.threads() == threads);
    }

    List<Measurement> list() {
        return all;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Returns the subjects that occur, in the order of the report. */
    List<String> subjects() {
        List<String> present = subjects(all);
        return subjects.stream().filter(present::contains).toList();
    }

    boolean havePeers() {
        return all.stream().anyMatch(measurement -> !measurement.subject().ours());
    }

    /** Returns the versions of the subjects by name. */
    Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        for (String name : subjects()) {
            all.stream()
                    .map(Measurement::subject)
                    .filter(subject -> subject.name().equals(name))
                    .findFirst()
                    .ifPresent(subject -> versions.put(name, subject.version()));
        }
        return versions;
    }

    Ink ink(String subject) {
        boolean oursIsThere = subjects.contains(Subject.LANEWISE);
        return Ink.ofSubject(subjects.indexOf(subject) + (oursIsThere ? 0 : 1));
    }

    /** Returns the numbers of threads that occur, the smallest first. */
    List<Integer> threadCounts() {
        return all.stream().map(Measurement::threads).distinct().sorted().toList();
    }

    int mostThreads() {
        return threadCounts().isEmpty() ? 1 : threadCounts().getLast();
    }

    static String threadsInWords(int threads) {
        return threads == 1 ? "1 thread" : threads + " threads";
    }

    /** Returns the label with the number of threads, if there are several in the selection. */
    String titleWithThreads(Measurement measurement) {
        String label = measurement.subject().label();
        return threadCounts().size() < 2 || label.contains("thread")
                ? label
                : label + ", " + threadsInWords(measurement.threads());
    }
}
