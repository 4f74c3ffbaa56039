package io.github.lanewise.bench.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What is known of a result that JMH's own program wrote, without the property that is ours. */
final class ForeignEntry {
    private static final String UNKNOWN = "unknown";

    /** What stands in the name of a class of an area; the first that fits counts. */
    private static final Map<Area, Pattern> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put(Area.LIMITS, Pattern.compile("FmaPeak|Bandwidth"));
        NAMES.put(Area.CONVOLUTION, Pattern.compile("Convolution"));
        NAMES.put(Area.PRODUCT, Pattern.compile("Product"));
        NAMES.put(Area.STARTUP, Pattern.compile("Startup|WarmUp"));
        NAMES.put(Area.TRAINING, Pattern.compile("Training|Epoch"));
        NAMES.put(Area.INFERENCE, Pattern.compile("Inference"));
        NAMES.put(Area.ONNX, Pattern.compile("Onnx(Latency)?\\."));
    }

    private ForeignEntry() {}

    /** Returns Lanewise in the area that the name of the class suggests. */
    static Measurement.Subject subject(String benchmark, Map<String, String> parameters) {
        Area area =
                NAMES.entrySet().stream()
                        .filter(name -> name.getValue().matcher(benchmark).find())
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(Area.LAYERS);
        String label =
                Optional.ofNullable(parameters.get("layer"))
                        .orElseGet(() ->
                                parameters.values().stream().collect(Collectors.joining(" ")));
        return new Measurement.Subject(
                area, Measurement.Subject.LANEWISE, UNKNOWN, label.isEmpty() ? benchmark : label);
    }

    /** Returns the JVM, which is all that JMH writes of the machine. */
    static Map<String, String> machine(JsonNode entry) {
        return Map.of(
                "jvm",
                "%s %s"
                        .formatted(
                                entry.path("vmName").asString(UNKNOWN),
                                entry.path("vmVersion").asString(UNKNOWN)));
    }
}
