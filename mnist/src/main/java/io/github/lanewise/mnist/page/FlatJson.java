package io.github.lanewise.mnist.page;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.json.JsonFactory;

/** JSON objects as texts by name. */
final class FlatJson {
    private static final JsonFactory JSON = new JsonFactory();

    private FlatJson() {}

    /**
     * Reads one JSON object.
     *
     * @return its values in their order. Those of an object in it have its name and a dot before
     *     their own, those of an array are joined by commas, and nulls are left out
     * @throws JacksonException if the text is not JSON, or not complete
     * @throws IllegalArgumentException if it is no object, or something follows it
     */
    static Map<String, String> read(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no JSON object");
            }
            int depth = 1;
            while (depth > 0) {
                JsonToken token = json.nextToken();
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    String name = name(json.streamReadContext());
                    values.merge(name, json.getString(), (first, next) -> first + ", " + next);
                }
                depth += token.isStructStart() ? 1 : 0;
                depth -= token.isStructEnd() ? 1 : 0;
            }
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("more than one JSON object");
            }
        }
        return values;
    }

    private static String name(TokenStreamContext place) {
        String name = "";
        for (TokenStreamContext at = place; !at.inRoot(); at = at.getParent()) {
            if (at.inObject()) {
                name = name.isEmpty() ? at.currentName() : at.currentName() + "." + name;
            }
        }
        return name;
    }
}
