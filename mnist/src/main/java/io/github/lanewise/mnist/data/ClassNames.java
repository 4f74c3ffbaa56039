package io.github.lanewise.mnist.data;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the classes are called.
 *
 * @param names by number; empty where classes are known by their numbers only
 */
public record ClassNames(List<String> names) {
    /** Numbers only. */
    public static final ClassNames NONE = new ClassNames(List.of());

    private static final String KEY = "class_names";
    private static final JsonFactory JSON = new JsonFactory();

    /** Copies the list. */
    public ClassNames {
        names = List.copyOf(names);
    }

    /** Returns whether a name may be shown: it has no control characters, and is not empty. */
    static boolean isName(String name) {
        return !name.isBlank() && name.chars().noneMatch(Character::isISOControl);
    }

    /** Returns the name of a class, or its number. */
    public String of(int label) {
        return names.isEmpty() ? Integer.toString(label) : names.get(label);
    }

    /** Returns the names, unless classes are known by their numbers only. */
    public Optional<List<String>> known() {
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }

    /** Returns the strings by which a file tells them: a JSON array, or nothing. */
    public Map<String, String> strings() {
        if (names.isEmpty()) {
            return Map.of();
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            names.forEach(json::writeString);
            json.writeEndArray();
        }
        return Map.of(KEY, text.toString());
    }

    /**
     * Reads the strings of a file.
     *
     * @param classes number of classes of the model in the file
     * @return none if they do not tell them
     * @throws IllegalArgumentException if they make no sense; the message follows the name of the
     *     file, and lacks the full stop
     */
    public static ClassNames read(Map<String, String> strings, int classes) {
        Optional<String> text = Optional.ofNullable(strings.get(KEY));
        if (text.isEmpty()) {
            return NONE;
        }
        List<String> names = array(text.get());
        if (names.size() != classes || !names.stream().allMatch(ClassNames::isName)) {
            throw new IllegalArgumentException(
                    "has metadata '%s' that are no JSON array of the names of its %d classes"
                            .formatted(KEY, classes));
        }
        return new ClassNames(names);
    }

    /** Returns the strings of an array, or nothing if it is none. */
    private static List<String> array(String text) {
        List<String> names = new ArrayList<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                return List.of();
            }
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                names.add(Optional.ofNullable(json.getString()).orElse(""));
            }
            boolean whole = json.currentToken() == JsonToken.END_ARRAY && json.nextToken() == null;
            return whole ? names : List.of();
        } catch (JacksonException e) {
            return List.of();
        }
    }
}
