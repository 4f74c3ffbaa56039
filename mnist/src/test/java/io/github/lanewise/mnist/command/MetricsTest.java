package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class MetricsTest {
    @TempDir private Path folder;

    @Test
    void aRunLeavesOneEventPerLine() throws IOException {
        Path metrics = folder.resolve("run.jsonl");
        Files.writeString(metrics, "of an older run\n".repeat(100));
        Path data = DigitFolder.write(folder.resolve("data"), 100, 20);
        int status =
                Program.run(
                                "train",
                                "--data",
                                data.toString(),
                                "--metrics",
                                metrics.toString(),
                                "--epochs",
                                "2",
                                "--batch",
                                "30",
                                "--seed",
                                "-9",
                                "--threads",
                                "3",
                                "--clip-norm",
                                "5",
                                "--label-smoothing",
                                "0.2",
                                "--average",
                                "0.9")
                        .status();
        assertThat(status).isZero();
        assertThat(Files.readString(metrics)).endsWith("}\n");
        List<Map<String, Object>> events = new ArrayList<>();
        for (String line : Files.readAllLines(metrics)) {
            events.add(object(line));
        }
        assertThat(events.stream().map(event -> event.get("event")))
                .containsExactly("run", "epoch", "epoch", "end");
        assertRun(events.getFirst(), data);
        assertEpochs(events.get(1), events.get(2));
        assertEnd(events.get(2), events.getLast());
    }

    private static void assertRun(Map<String, Object> run, Path data) {
        assertThat(run)
                .containsEntry("model", "lenet5")
                .containsEntry("seed", -9.0)
                .containsEntry("epochs", 2.0)
                .containsEntry("batch", 30.0)
                .containsEntry("threads", 3.0)
                .containsEntry("lanes", (double) Tensor.LANES)
                .containsEntry("optimizer", "sgd")
                .containsEntry("nesterov", false)
                .containsEntry("clip_norm", 5.0)
                .containsEntry("label_smoothing", 0.2)
                .containsEntry("average", 0.9)
                .containsEntry("data_source", "option")
                .containsEntry("data_folder", data.toString())
                .containsEntry("training_images", 100.0)
                .containsEntry("jvm", System.getProperty("java.vm.name") + " " + vmVersion());
        assertThat(run)
                .containsKeys("shift", "rotate", "scale", "shear", "elastic", "elastic_sigma");
        assertThat(run)
                .containsKeys("momentum", "weight_decay", "learning_rate", "schedule", "version");
        assertThat(run.get("data_digest")).asString().matches("[0-9a-f]{64}");
        assertThat(run.get("commit")).asString().isNotEmpty();
        assertThat(run.get("cpu")).asString().isNotEmpty();
    }

    private static String vmVersion() {
        return System.getProperty("java.vm.version");
    }

    private static void assertEpochs(Map<String, Object> first, Map<String, Object> second) {
        Set<String> keys =
                Set.of(
                        "event",
                        "epoch",
                        "train_loss",
                        "train_accuracy",
                        "test_loss",
                        "test_accuracy",
                        "images_per_second",
                        "seconds",
                        "learning_rate");
        assertThat(first).containsOnlyKeys(keys).containsEntry("epoch", 1.0);
        assertThat(second).containsOnlyKeys(keys).containsEntry("epoch", 2.0);
        double seconds = number(first, "seconds");
        double imagesPerSecond = number(first, "images_per_second");
        // The epoch takes longer than its 100 images: it has an evaluation as well.
        assertThat(100 / imagesPerSecond).isGreaterThan(0).isLessThan(seconds);
        assertThat(number(first, "test_accuracy") * 20)
                .isEqualTo(Math.rint(20 * number(first, "test_accuracy")));
        assertThat(number(second, "learning_rate")).isLessThan(number(first, "learning_rate"));
    }

    private static void assertEnd(Map<String, Object> last, Map<String, Object> end) {
        assertThat(end).containsOnlyKeys("event", "epoch", "test_accuracy", "seconds_since_start");
        assertThat(end.get("test_accuracy")).isEqualTo(last.get("test_accuracy"));
        assertThat(number(end, "seconds_since_start")).isGreaterThan(number(last, "seconds"));
    }

    private static double number(Map<String, Object> event, String key) {
        Object value = Optional.ofNullable(event.get(key)).orElseThrow();
        return (Double) value;
    }

    /** A flat JSON object; numbers are doubles. */
    private static Map<String, Object> object(String line) {
        Map<String, Object> object = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                Object value =
                        switch (json.nextToken()) {
                            case VALUE_STRING -> json.getString();
                            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
                            case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
                            default -> throw new AssertionError(name + " in " + line);
                        };
                assertThat(object.put(name, value)).isNull();
            }
            assertThat(json.currentToken()).isEqualTo(JsonToken.END_OBJECT);
            assertThat(json.nextToken()).isNull();
        }
        return object;
    }
}
