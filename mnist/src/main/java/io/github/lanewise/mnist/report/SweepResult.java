package io.github.lanewise.mnist.report;

import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.platform.BuildInfo;
import io.github.lanewise.mnist.report.TextTable.Align;
import io.github.lanewise.mnist.training.RateSuggestion;
import io.github.lanewise.mnist.training.RateSweep;
import io.github.lanewise.mnist.training.RateSweep.Point;
import io.github.lanewise.mnist.training.TrainingOptions;
import io.github.lanewise.models.file.AtomicFile;
import io.github.lanewise.models.file.FileFault;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a search for a learning rate found, for people and as JSON.
 *
 * @param options what was trained
 * @param data the images
 * @param lanes floats per vector
 * @param sweep the rates
 * @param points the steps that were made, at least one
 */
public record SweepResult(
        TrainingOptions options, DataSet data, int lanes, RateSweep sweep, List<Point> points) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int ROWS = 20;

    /** Copies the points. */
    public SweepResult {
        points = List.copyOf(points);
    }

    /** Returns the rates to train with, if the loss fell at all. */
    public Optional<RateSuggestion> suggestion() {
        return RateSuggestion.of(points);
    }

    /** Returns what was trained, in one line. */
    public String description() {
        return "%s on %s: %s, batch %d, seed %d, %d lanes; up to %d steps from %s to %s"
                .formatted(
                        options.model().name(),
                        data.description(),
                        options.update().optimizer().name(),
                        options.batch(),
                        options.seed(),
                        lanes,
                        sweep.steps(),
                        Numbers.rate(sweep.from()),
                        Numbers.rate(sweep.to()));
    }

    /** Returns the lines of a table of some of the steps, the first and the last among them. */
    public List<String> table() {
        TextTable table = new TextTable(List.of(Align.RIGHT, Align.RIGHT, Align.RIGHT));
        table.row(List.of("learning rate", "loss", "smoothed"));
        int rows = Math.min(ROWS, points.size());
        for (int row = 0; row < rows; row++) {
            Point point = points.get(row * (points.size() - 1) / Math.max(1, rows - 1));
            table.row(
                    List.of(
                            Numbers.rate(point.rate()),
                            Numbers.loss(point.loss()),
                            Numbers.loss(point.smoothed())));
        }
        return table.lines();
    }

    /** Returns what they say. */
    public List<String> sentences() {
        Optional<RateSuggestion> found = suggestion();
        if (found.isEmpty()) {
            return List.of("The loss falls at none of these rates.");
        }
        RateSuggestion suggestion = found.get();
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "The smoothed loss is lowest at %s and %s %s."
                        .formatted(
                                Numbers.rate(suggestion.lowest()),
                                RateSweep.hasDiverged(points)
                                        ? "has diverged at"
                                        : "has not diverged up to",
                                Numbers.rate(points.getLast().rate())));
        sentences.add(
                "Suggested: --learning-rate %s with --schedule one-cycle, %s with the others."
                        .formatted(
                                Numbers.rate(suggestion.oneCycle()),
                                Numbers.rate(suggestion.constant())));
        return sentences;
    }

    /**
     * Writes all as a JSON object, as a whole.
     *
     * @throws OutputException if that is not possible
     */
    public void write(Path file, BuildInfo build) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("version", build.version());
            json.writeStringProperty("commit", build.commit());
            json.writeStringProperty("model", options.model().name());
            json.writeStringProperty("optimizer", options.update().optimizer().name());
            json.writeNumberProperty("batch", options.batch());
            json.writeNumberProperty("seed", options.seed());
            json.writeStringProperty("data_digest", data.digest());
            json.writeNumberProperty("lanes", lanes);
            json.writeBooleanProperty("diverged", RateSweep.hasDiverged(points));
            suggestion().ifPresent(found -> write(json, found));
            json.writeArrayPropertyStart("steps");
            points.forEach(point -> write(json, point));
            json.writeEndArray();
            json.writeEndObject();
        }
        text.write('\n');
        try {
            AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new OutputException(
                    "%s cannot be written: %s.".formatted(file, FileFault.reason(e)), e);
        }
    }

    private static void write(JsonGenerator json, RateSuggestion suggestion) {
        json.writeNumberProperty("lowest", suggestion.lowest());
        json.writeNumberProperty("one_cycle", suggestion.oneCycle());
        json.writeNumberProperty("constant", suggestion.constant());
    }

    private static void write(JsonGenerator json, Point point) {
        json.writeStartObject();
        json.writeNumberProperty("learning_rate", point.rate());
        writeFinite(json, "loss", point.loss());
        writeFinite(json, "smoothed_loss", point.smoothed());
        json.writeEndObject();
    }

    /** JSON has no infinity. */
    private static void writeFinite(JsonGenerator json, String name, double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty(name, value);
        } else {
            json.writeNullProperty(name);
        }
    }
}
