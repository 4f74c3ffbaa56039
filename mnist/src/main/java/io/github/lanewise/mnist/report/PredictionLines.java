package io.github.lanewise.mnist.report;

import io.github.lanewise.mnist.prediction.Ranking.Ranked;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A line for each image: its most probable classes, for people or as a JSON object. */
public final class PredictionLines {
    private static final JsonFactory JSON = new JsonFactory();

    private final boolean json;
    private final Optional<List<String>> labels;

    private PredictionLines(boolean json, Optional<List<String>> labels) {
        this.json = json;
        this.labels = labels.map(List::copyOf);
    }

    /**
     * Returns lines such as {@code image.png: 7 98.31 %, 1 0.92 %}.
     *
     * @param labels names of the classes, instead of their numbers
     */
    public static PredictionLines text(Optional<List<String>> labels) {
        return new PredictionLines(false, labels);
    }

    /**
     * Returns JSON objects.
     *
     * @param labels names of the classes, beside their numbers
     */
    public static PredictionLines json(Optional<List<String>> labels) {
        return new PredictionLines(true, labels);
    }

    /** Returns the line of an image. */
    public String of(Path image, List<Ranked> ranked) {
        return json
                ? object(image, generator -> writePredictions(generator, ranked))
                : image
                        + ": "
                        + ranked.stream()
                                .map(one -> name(one) + " " + Numbers.percent(one.probability()))
                                .collect(Collectors.joining(", "));
    }

    /**
     * Returns the line of an image that cannot be used; none for people, who are told otherwise.
     */
    public Optional<String> of(Path image, Exception failure) {
        return json
                ? Optional.of(
                        object(
                                image,
                                generator ->
                                        generator.writeStringProperty(
                                                "error", String.valueOf(failure.getMessage()))))
                : Optional.empty();
    }

    private String name(Ranked one) {
        return labels.map(names -> names.get(one.category()))
                .orElseGet(() -> Integer.toString(one.category()));
    }

    private void writePredictions(JsonGenerator generator, List<Ranked> ranked) {
        generator.writeArrayPropertyStart("predictions");
        for (Ranked one : ranked) {
            generator.writeStartObject();
            generator.writeNumberProperty("class", one.category());
            labels.ifPresent(
                    names -> generator.writeStringProperty("label", names.get(one.category())));
            generator.writeNumberProperty("probability", one.probability());
            generator.writeEndObject();
        }
        generator.writeEndArray();
    }

    private static String object(Path image, Consumer<JsonGenerator> properties) {
        StringWriter line = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            generator.writeStartObject();
            generator.writeStringProperty("image", image.toString());
            properties.accept(generator);
            generator.writeEndObject();
        }
        return line.toString();
    }
}
