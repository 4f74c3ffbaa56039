package io.github.lanewise.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the JSON lines of {@code lanewise train --metrics}. */
public final class MetricsReader {
    private static final JsonFactory JSON = new JsonFactory();

    private MetricsReader() {}

    /**
     * Reads the metrics of a run that came to its end.
     *
     * @throws ReportException if the file cannot be read, is malformed, or has no end
     */
    public static ProgramRun read(Path file) {
        List<ProgramRun.Epoch> epochs = new ArrayList<>();
        Optional<Event> end = Optional.empty();
        try {
            for (String line : Files.readAllLines(file)) {
                Event event = event(line, file);
                switch (event.name()) {
                    case "epoch" ->
                            epochs.add(
                                    new ProgramRun.Epoch(
                                            event.number("images_per_second"),
                                            event.number("seconds"),
                                            event.number("test_accuracy")));
                    case "end" -> end = Optional.of(event);
                    default -> {}
                }
            }
        } catch (IOException e) {
            throw new ReportException(
                    "The metrics file %s cannot be read: %s.".formatted(file, e.getMessage()), e);
        }
        if (end.isEmpty() || epochs.isEmpty()) {
            throw new ReportException(
                    "The metrics file %s has no end: the run that wrote it was broken off."
                            .formatted(file));
        }
        return new ProgramRun(
                epochs, end.get().number("test_accuracy"), end.get().number("seconds_since_start"));
    }

    private record Event(String name, Map<String, Double> numbers, Path file) {
        double number(String property) {
            return Optional.ofNullable(numbers.get(property))
                    .orElseThrow(() ->
                            new ReportException(
                                    "An event '%s' in the metrics file %s has no number '%s'."
                                            .formatted(name, file, property)));
        }
    }

    private static Event event(String line, Path file) {
        Map<String, Double> numbers = new HashMap<>();
        String name = "";
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                String property = Optional.ofNullable(json.currentName()).orElse("");
                if (token.isNumeric()) {
                    numbers.put(property, json.getDoubleValue());
                } else if (token == JsonToken.VALUE_STRING && property.equals("event")) {
                    name = json.getString();
                }
            }
        } catch (JacksonException e) {
            throw new ReportException(
                    "The metrics file %s has a line that is no JSON: %s."
                            .formatted(file, e.getOriginalMessage()),
                    e);
        }
        return new Event(name, numbers, file);
    }
}
