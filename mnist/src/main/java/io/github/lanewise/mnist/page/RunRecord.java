package io.github.lanewise.mnist.page;

import io.github.lanewise.mnist.page.Series.Point;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run left in its folder.
 *
 * @param folder as the user named it
 * @param provenance what the run was started with, by the names in its files, in their order
 * @param epochs the complete epochs in their order
 * @param end the last event, if the run got there
 */
public record RunRecord(
        Path folder,
        Map<String, String> provenance,
        List<Epoch> epochs,
        Optional<Map<String, String>> end) {

    /** Copies the list and keeps the order of the map. */
    public RunRecord {
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
        epochs = List.copyOf(epochs);
    }

    /**
     * The figures of an epoch.
     *
     * @param number from 1
     * @param values by the names in the metrics
     */
    public record Epoch(int number, Map<String, String> values) {
        /** Returns a figure, or NaN where there is none or it was not finite. */
        double value(String name) {
            try {
                return Double.parseDouble(values.getOrDefault(name, "NaN"));
            } catch (NumberFormatException e) {
                return Double.NaN;
            }
        }
    }

    /** Returns a value of the provenance by its name, alone or after those of outer objects. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(provenance.get(name))
                .or(() ->
                        provenance.entrySet().stream()
                                .filter(entry -> entry.getKey().endsWith("." + name))
                                .map(Map.Entry::getValue)
                                .findFirst());
    }

    /** Returns the name of the folder. */
    String name() {
        return Optional.ofNullable(folder.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElseGet(folder::toString);
    }

    /** Returns whether any epoch has a figure. */
    boolean has(String name) {
        return epochs.stream().anyMatch(epoch -> epoch.values().containsKey(name));
    }

    /** Returns a figure over the epochs, times a factor. */
    Series series(String label, String name, double factor) {
        return new Series(
                label,
                epochs.stream()
                        .map(epoch -> new Point(epoch.number(), factor * epoch.value(name)))
                        .toList());
    }

    /** Returns a figure of the last epoch, or NaN if there is none. */
    double last(String name) {
        return epochs.isEmpty() ? Double.NaN : epochs.getLast().value(name);
    }

    /**
     * Returns the epoch whose weights the run ended with, as the last event tells it: the best one,
     * or one that was not completed, need not be the last of {@link #epochs}.
     *
     * @return nothing if the run has not come to its end
     */
    Optional<Epoch> chosen() {
        return end.filter(values -> values.getOrDefault("epoch", "").matches("\\d{1,9}"))
                .map(values ->
                        new Epoch(Integer.parseInt(values.getOrDefault("epoch", "")), values))
                .filter(epoch -> Double.isFinite(epoch.value("test_accuracy")));
    }

    /**
     * Returns a figure of the epoch whose weights count: the chosen one, or the last where the run
     * has not come to its end; NaN if it was not measured.
     */
    double ofChosen(String name) {
        Optional<Epoch> chosen = chosen();
        if (chosen.isEmpty()) {
            return last(name);
        }
        return epochs.stream()
                .filter(epoch -> epoch.number() == chosen.get().number())
                .findFirst()
                .or(() -> chosen)
                .map(epoch -> epoch.value(name))
                .orElse(Double.NaN);
    }

    /** Returns the time of all epochs, which is less than that of the run. */
    double seconds() {
        return epochs.stream()
                .mapToDouble(epoch -> epoch.value("seconds"))
                .filter(Double::isFinite)
                .sum();
    }

    /**
     * Returns the epoch with the highest accuracy, of equals that with the lowest loss, of equals
     * the first.
     *
     * @param name of the accuracy
     * @return nothing if it is finite in none
     */
    Optional<Epoch> best(String name) {
        String loss = name.replace("accuracy", "loss");
        return epochs.stream()
                .filter(epoch -> Double.isFinite(epoch.value(name)))
                .max(
                        Comparator.comparingDouble((Epoch epoch) -> epoch.value(name))
                                .thenComparing(
                                        Comparator.comparingDouble(
                                                        (Epoch epoch) -> epoch.value(loss))
                                                .reversed())
                                .thenComparing(Comparator.comparingInt(Epoch::number).reversed()));
    }
}
