package io.github.lanewise.bench.report;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Results on disk: the JSON that JMH writes with {@code -rf json}, an array with one object per
 * benchmark, which its visualizers read. Each object has one more property, {@value #PROPERTY},
 * with what JMH does not know: {@code area}, {@code subject}, {@code version}, {@code label},
 * {@code notes}, {@code machine}.
 */
public final class ResultsFile {
    /** The property that is ours. */
    static final String PROPERTY = "lanewise";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String ADVICE =
            "name a results.json of ./lanewise bench, or what JMH writes with -rf json";

    private ResultsFile() {}

    /**
     * Returns JMH's object for a result, with our property.
     *
     * @param notes what the forks said; see {@link Measurement#notes}
     * @param machine see {@link Machines#description}
     */
    public static ObjectNode entry(
            RunResult result,
            Measurement.Subject subject,
            Map<String, String> notes,
            Map<String, String> machine) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, stream)
                    .writeOut(List.of(result));
        }
        ObjectNode entry = JSON.readTree(bytes.toString(StandardCharsets.UTF_8)).get(0).asObject();
        ObjectNode ours = entry.putObject(PROPERTY);
        ours.put("area", subject.area().name());
        ours.put("subject", subject.name());
        ours.put("version", subject.version());
        ours.put("label", subject.label());
        put(ours.putObject("notes"), notes);
        put(ours.putObject("machine"), machine);
        return entry;
    }

    private static void put(ObjectNode object, Map<String, String> values) {
        values.forEach(object::put);
    }

    /**
     * Writes entries, under a temporary name first.
     *
     * @throws ReportException if that is not possible
     */
    public static void write(Path file, List<ObjectNode> entries) {
        TextFile.write(file, JSON.writeValueAsString(entries) + "\n");
    }

    /**
     * Reads what {@link #write} or JMH wrote. What has not our property is taken for Lanewise's
     * own, in the area that its name suggests.
     *
     * @throws ReportException if the file cannot be read, is malformed, or is something else
     */
    public static Results read(Path file) {
        String text = TextFile.read(file, ADVICE);
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            throw new ReportException(
                    "%s is no JSON (%s, line %d); %s."
                            .formatted(
                                    file,
                                    e.getOriginalMessage(),
                                    e.getLocation().getLineNr(),
                                    ADVICE),
                    e);
        }
        if (!root.isArray() || root.isEmpty()) {
            throw new ReportException(
                    "%s holds no array of JMH's results; %s.".formatted(file, ADVICE));
        }
        return new ResultsReader(file.toString(), ADVICE).read(root.values());
    }

    /** Returns what {@link #read} would return for a file of these entries. */
    public static Results results(List<ObjectNode> entries) {
        return new ResultsReader("The run", "run it again").read(entries);
    }
}
