package io.github.lanewise.mnist.page;

import io.github.lanewise.mnist.page.RunRecord.Epoch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/** Reads the folder of a run. */
public final class RunReader {
    /** The events of a run, one JSON object a line. */
    static final String METRICS = "metrics.jsonl";

    /** What the run was started with; without this file the first event tells it. */
    static final String PROVENANCE = "run.json";

    private final Path folder;
    private final Map<Integer, Epoch> epochs = new TreeMap<>();
    private Map<String, String> start = Map.of();
    private Optional<Map<String, String>> end = Optional.empty();

    private RunReader(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads a run, complete or not.
     *
     * @throws UnreadableRunException if the folder holds none, or a file of it is damaged
     */
    public static RunRecord read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UnreadableRunException(
                    "%s is no folder; name the folder of a run.".formatted(folder));
        }
        return new RunReader(folder).read();
    }

    private RunRecord read() {
        String[] lines =
                text(METRICS)
                        .orElseThrow(() ->
                                new UnreadableRunException(
                                        "%s holds no run: there is no %s in it; name the folder of a run."
                                                .formatted(folder, METRICS)))
                        .split("\n", -1);
        for (int line = 0; line < lines.length; line++) {
            // A run that is killed, or still writes, has a part of a line at the end.
            boolean complete = line < lines.length - 1;
            if (complete && !lines[line].isBlank()) {
                event(json(lines[line], "line " + (line + 1) + " of " + METRICS));
            }
        }
        Map<String, String> provenance =
                text(PROVENANCE).map(text -> json(text, PROVENANCE)).orElse(start);
        if (epochs.isEmpty() && provenance.isEmpty()) {
            throw new UnreadableRunException(
                    "%s holds no run: its %s has no event of one; name the folder of a run."
                            .formatted(folder, METRICS));
        }
        return new RunRecord(folder, provenance, List.copyOf(epochs.values()), end);
    }

    /** A run that was resumed may tell an epoch again; the last time counts. */
    private void event(Map<String, String> values) {
        switch (values.getOrDefault("event", "")) {
            case "run" -> {
                start = new LinkedHashMap<>(values);
                start.remove("event");
            }
            case "epoch" -> {
                try {
                    int number = Integer.parseInt(values.getOrDefault("epoch", ""));
                    epochs.put(number, new Epoch(number, values));
                } catch (NumberFormatException e) {
                    throw new UnreadableRunException(
                            "%s: an epoch in %s has no number; run the training again."
                                    .formatted(folder, METRICS),
                            e);
                }
            }
            case "end" -> end = Optional.of(values);
            default -> {
                // Events of other kinds are for other readers.
            }
        }
    }

    private Map<String, String> json(String text, String place) {
        try {
            return FlatJson.read(text);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UnreadableRunException(
                    "%s: %s is no JSON object; mend or remove it.".formatted(folder, place), e);
        }
    }

    private Optional<String> text(String name) {
        try {
            return Optional.of(Files.readString(folder.resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UnreadableRunException(
                    "%s: %s cannot be read (%s); make it readable."
                            .formatted(folder, name, e.getClass().getSimpleName()),
                    e);
        }
    }
}
