package io.github.lanewise.mnist.run;

import io.github.lanewise.mnist.data.DataSource;
import io.github.lanewise.mnist.data.DataSource.Kind;
import io.github.lanewise.mnist.report.OutputException;
import io.github.lanewise.mnist.report.RunDescription;
import io.github.lanewise.mnist.settings.SettingsFile;
import io.github.lanewise.models.file.AtomicFile;
import io.github.lanewise.models.file.FileFault;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a run was started with, {@code run.json}: a JSON object with the members of {@link
 * RunDescription}, and {@code options}, an object of the options that were given.
 *
 * @param options the options by their names, such as {@code --epochs}, with their values as text
 * @param members the other members, with their values as text
 */
public record RunFile(Map<String, String> options, Map<String, String> members) {
    static final String NAME = "run.json";

    private static final String FORMAT = "format";
    private static final String FORMAT_NAME = "lanewise-run-1";
    private static final String OPTIONS = "options";
    private static final String DATA = "--data";
    private static final String DATA_FOLDER = "data_folder";
    private static final String DATA_SOURCE = "data_source";
    private static final String DRAWN = Kind.DRAWN.name().toLowerCase(Locale.ROOT);
    private static final Set<String> OUTPUTS = Set.of("out", "tensorboard");
    private static final JsonFactory JSON = new JsonFactory();

    /** Copies both; the options stay in their order. */
    public RunFile {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        members = Map.copyOf(members);
    }

    /**
     * Writes the file, and the options as a file for {@code --config}; each as a whole.
     *
     * @throws OutputException if that is not possible
     */
    public static void write(RunFolder folder, Map<String, String> options, RunDescription run) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty(FORMAT, FORMAT_NAME);
            json.writeObjectPropertyStart(OPTIONS);
            options.forEach(json::writeStringProperty);
            json.writeEndObject();
            run.writeTo(json);
            json.writeEndObject();
        }
        text.write('\n');
        write(folder.description(), text.toString());
        write(folder.options(), settings(withData(options, Optional.of(run.source().name()))));
    }

    /**
     * Writes the file of options if it is missing: the process before may have ended between the
     * two.
     *
     * @throws OutputException if that is not possible
     */
    public void complete(RunFolder folder) {
        if (!Files.exists(folder.options())) {
            write(folder.options(), settings(beginning()));
        }
    }

    /**
     * Returns the options that begin such a run anew wherever the program is started: with them
     * {@code --data}, for what was found without that option.
     */
    public Map<String, String> beginning() {
        boolean drawn = DRAWN.equals(members.get(DATA_SOURCE));
        String data = drawn ? DataSource.DRAWN.toString() : members.get(DATA_FOLDER);
        return withData(options, Optional.ofNullable(data));
    }

    private static Map<String, String> withData(
            Map<String, String> options, Optional<String> data) {
        Map<String, String> all = new LinkedHashMap<>(options);
        data.ifPresent(name -> all.putIfAbsent(DATA, absolute(name)));
        return all;
    }

    /** What the run wrote outside of its folder stays when the file is used for another. */
    private static String settings(Map<String, String> options) {
        Map<String, String> named = new LinkedHashMap<>();
        options.forEach((name, value) -> named.put(name.replaceFirst("^--", ""), value));
        named.keySet().removeAll(OUTPUTS);
        return SettingsFile.text(named);
    }

    private static String absolute(String data) {
        Path path = Path.of(data);
        return path.equals(DataSource.DRAWN) ? data : path.toAbsolutePath().toString();
    }

    private static void write(Path file, String text) {
        try {
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new OutputException(
                    "%s cannot be written: %s; mend that, or name another folder with --run."
                            .formatted(file, FileFault.reason(e)),
                    e);
        }
    }

    /**
     * Reads the file of a folder.
     *
     * @throws RunException if that is not possible
     */
    public static RunFile read(RunFolder folder) {
        Path file = folder.description();
        Map<String, String> options = new LinkedHashMap<>();
        Map<String, String> members = new LinkedHashMap<>();
        Optional<String> fault = Optional.empty();
        try (JsonParser json =
                JSON.createParser(ObjectReadContext.empty(), Files.readString(file))) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                read(json, options, members);
            }
        } catch (IOException e) {
            fault = Optional.of(FileFault.reason(e));
        } catch (JacksonException e) {
            fault = Optional.of("it is no JSON");
        }
        if (fault.isEmpty() && !FORMAT_NAME.equals(members.get(FORMAT))) {
            fault = Optional.of("it is of another format");
        }
        if (fault.isPresent()) {
            throw new RunException(
                    "%s cannot be read: %s; begin the run anew in another folder."
                            .formatted(file, fault.get()));
        }
        return new RunFile(options, members);
    }

    private static void read(
            JsonParser json, Map<String, String> options, Map<String, String> members) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                members.put(name, text(json));
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String inner = json.currentName();
                json.nextToken();
                if (name.equals(OPTIONS)) {
                    options.put(inner, text(json));
                }
                json.skipChildren();
            }
        }
    }

    private static String text(JsonParser json) {
        return Optional.ofNullable(json.getString()).orElse("");
    }

    /** Returns the text of a member, or nothing where it has none. */
    public Optional<String> member(String name) {
        return Optional.ofNullable(members.get(name));
    }
}
