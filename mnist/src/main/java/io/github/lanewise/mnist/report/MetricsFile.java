package io.github.lanewise.mnist.report;

import io.github.lanewise.mnist.training.EpochResult;
import io.github.lanewise.mnist.training.RunOutcome;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
    private final OutputStream out;

    private MetricsFile(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Creates the file, or empties it.
     *
     * @throws OutputException if that is not possible
     */
    public static MetricsFile create(Path file) {
        try {
            return new MetricsFile(file, Files.newOutputStream(file));
        } catch (IOException e) {
            throw new OutputException(
                    "The metrics file %s cannot be created: %s.".formatted(file, reason(e)), e);
        }
    }

    /**
     * Writes what a run was started with.
     *
     * @throws OutputException if the line cannot be written
     */
    public void run(RunDescription run) {
        write("run", run::writeTo);
    }

    /**
     * Writes the result of an epoch.
     *
     * @throws OutputException if the line cannot be written
     */
    public void epoch(EpochResult result) {
        write(
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

    /**
     * Writes the end of a run.
     *
     * @param outcome what it came to
     * @param secondsSinceStart seconds since the start of the JVM
     * @throws OutputException if the line cannot be written
     */
    public void end(RunOutcome outcome, double secondsSinceStart) {
        write(
                "end",
                json -> {
                    EpochResult chosen = outcome.chosen();
                    json.writeNumberProperty("epoch", chosen.epoch());
                    number(json, "test_accuracy", chosen.test().accuracy());
                    outcome.reason().ifPresent(why -> json.writeStringProperty("reason", why));
                    number(json, "seconds_since_start", secondsSinceStart);
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

    private void write(String event, Consumer<JsonGenerator> properties) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("event", event);
            properties.accept(json);
            json.writeEndObject();
        }
        line.write('\n');
        try {
            out.write(line.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new OutputException(
                    "The metrics file %s cannot be written: %s.".formatted(file, reason(e)), e);
        }
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "its folder does not exist or takes no new files";
            case AccessDeniedException _ -> "permission denied";
            default ->
                    failure.getMessage() == null
                            ? failure.getClass().getSimpleName()
                            : failure.getMessage();
        };
    }

    /**
     * Closes the file.
     *
     * @throws OutputException if that fails
     */
    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new OutputException(
                    "The metrics file %s cannot be closed: %s.".formatted(file, reason(e)), e);
        }
    }
}
