package io.github.lanewise.mnist.report;

import io.github.lanewise.mnist.training.EpochResult;
import io.github.lanewise.mnist.training.RunOutcome;
import io.github.lanewise.models.file.AtomicFile;
import io.github.lanewise.models.file.FileFault;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The metrics of a run as JSON lines: one event per line, in the file as soon as it has happened,
 * so that a run can be followed and a broken one leaves what it had. Numbers that are not finite
 * are null.
 */
public final class MetricsFile implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private final AppendedFile lines;

    private MetricsFile(Path file, AppendedFile lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Creates the file, or empties it, and writes what the run was started with.
     *
     * @throws OutputException if that is not possible
     */
    public static MetricsFile create(Path file, RunDescription run) {
        MetricsFile metrics;
        try {
            metrics = new MetricsFile(file, AppendedFile.create(file));
        } catch (IOException e) {
            throw new OutputException(
                    "The metrics file %s cannot be created: %s.".formatted(file, reason(e)), e);
        }
        try {
            metrics.write(line("run", run::writeTo));
            return metrics;
        } catch (OutputException failure) {
            metrics.close();
            throw failure;
        }
    }

    /**
     * Replaces the file of an earlier process by one with the epochs that are gone on from. Until
     * that is on the disk the old file stays as it was.
     *
     * @throws OutputException if that is not possible
     */
    public static MetricsFile replace(Path file, RunDescription run, List<EpochResult> results) {
        StringBuilder text = new StringBuilder(line("run", run::writeTo));
        results.forEach(result -> text.append(line(result)));
        try {
            AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
            return new MetricsFile(file, AppendedFile.open(file));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /**
     * Writes the result of an epoch.
     *
     * @throws OutputException if the line cannot be written
     */
    public void epoch(EpochResult result) {
        write(line(result));
    }

    /**
     * Writes the end of a run.
     *
     * @param outcome what it came to
     * @param secondsSinceStart seconds since the start of the JVM
     * @throws OutputException if the line cannot be written
     */
    public void end(RunOutcome outcome, double secondsSinceStart) {
        write(
                line(
                        "end",
                        json -> {
                            EpochResult chosen = outcome.chosen();
                            json.writeNumberProperty("epoch", chosen.epoch());
                            number(json, "test_accuracy", chosen.test().accuracy());
                            outcome.reason()
                                    .ifPresent(why -> json.writeStringProperty("reason", why));
                            number(json, "seconds_since_start", secondsSinceStart);
                        }));
    }

    private static String line(EpochResult result) {
        return line(
                "epoch",
                json -> {
                    json.writeNumberProperty("epoch", result.epoch());
                    number(json, "train_loss", result.training().loss());
                    number(json, "train_accuracy", result.training().accuracy());
                    result.validation()
                            .ifPresent(score -> {
                                number(json, "validation_loss", score.loss());
                                number(json, "validation_accuracy", score.accuracy());
                            });
                    number(json, "test_loss", result.test().loss());
                    number(json, "test_accuracy", result.test().accuracy());
                    number(json, "images_per_second", result.imagesPerSecond());
                    number(json, "seconds", result.seconds());
                    number(json, "learning_rate", result.learningRate());
                });
    }

    /** Writes a number, or null where JSON has no number for it. */
    static void number(JsonGenerator json, String name, double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty(name, value);
        } else {
            json.writeNullProperty(name);
        }
    }

    private static String line(String event, Consumer<JsonGenerator> properties) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("event", event);
            properties.accept(json);
            json.writeEndObject();
        }
        line.write('\n');
        return line.toString();
    }

    private void write(String line) {
        try {
            lines.append(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static OutputException unwritable(Path file, IOException failure) {
        return new OutputException(
                "The metrics file %s cannot be written: %s.".formatted(file, reason(failure)),
                failure);
    }

    private static String reason(IOException failure) {
        return failure instanceof NoSuchFileException
                ? "its folder does not exist or takes no new files"
                : FileFault.reason(failure);
    }

    /**
     * Closes the file.
     *
     * @throws OutputException if that fails
     */
    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }
}
