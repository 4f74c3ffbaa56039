package io.github.lanewise.bench.report;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Measurements as a JSON file, for comparing two versions on one machine. */
public final class MeasurementFile {
    private static final JsonFactory JSON = new JsonFactory();

    private MeasurementFile() {}

    /**
     * Checks before a long run that the file can be written.
     *
     * @throws ReportException if its folder is missing or write-protected, or it is a folder
     */
    public static void requireWritable(Path file) {
        Path folder = file.toAbsolutePath().resolveSibling("");
        if (Files.isDirectory(file)) {
            throw new ReportException("--out " + file + " is a folder; name a file.");
        }
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new ReportException(
                    "--out %s cannot be written: %s is no folder that can be written to."
                            .formatted(file, folder));
        }
    }

    /**
     * Writes the file under a temporary name in its folder, then renames it.
     *
     * @throws ReportException if that is not possible
     */
    public static void write(Path file, List<Measurement> measurements) {
        Path target = file.toAbsolutePath();
        try {
            Path temporary = Files.createTempFile(target.resolveSibling(""), ".report", ".json");
            try {
                Files.writeString(temporary, json(measurements));
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new ReportException(
                    "--out %s cannot be written: %s.".formatted(file, e.getMessage()), e);
        }
    }

    /** Returns an object with {@code machine} and {@code measurements}. */
    static String json(List<Measurement> measurements) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeObjectPropertyStart("machine");
            Machines.description().forEach(json::writeStringProperty);
            json.writeEndObject();
            json.writeArrayPropertyStart("measurements");
            for (Measurement measurement : measurements) {
                write(json, measurement);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static void write(JsonGenerator json, Measurement measurement) {
        json.writeStartObject();
        json.writeStringProperty("benchmark", measurement.benchmark());
        json.writeObjectPropertyStart("parameters");
        measurement.parameters().forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeObjectPropertyStart("forks");
        for (Map.Entry<String, double[]> quantity : measurement.forks().entrySet()) {
            json.writeArrayPropertyStart(quantity.getKey());
            for (double value : quantity.getValue()) {
                if (Double.isFinite(value)) {
                    json.writeNumber(value);
                } else {
                    json.writeNull();
                }
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
