package io.github.lanewise.models.onnx.agreement;

import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.models.onnx.Onnx;
import io.github.lanewise.models.onnx.OnnxModel;
import io.github.lanewise.models.onnx.OnnxOptions;
import io.github.lanewise.models.onnx.OnnxValue;
import io.github.lanewise.models.onnx.write.OnnxRuntime.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run of a model by Lanewise. */
final class LanewiseRun {
    private final Map<String, Values> outputs = new LinkedHashMap<>();
    private final OnnxOptions options;
    private List<String> kinds = List.of();

    LanewiseRun(byte[] bytes, OnnxOptions options, Map<String, Values> inputs) {
        this.options = options;
        Path file = file();
        try {
            Files.write(file, bytes);
            load(file, inputs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(file);
        }
    }

    private void load(Path file, Map<String, Values> inputs) {
        Map<String, OnnxValue> values = new LinkedHashMap<>();
        inputs.forEach(
                (name, input) -> values.put(name, OnnxValue.of(input.toArray(), extents(input))));
        try (OnnxModel model = Onnx.load(file, options)) {
            model.run(values)
                    .forEach((name, value) ->
                            outputs.put(
                                    name,
                                    Values.of(
                                            value.toArray(),
                                            Arrays.stream(value.extents().toArray())
                                                    .asLongStream()
                                                    .toArray())));
            kinds = kinds(model);
        }
    }

    private static List<String> kinds(OnnxModel model) {
        try {
            return model.graph().nodes().stream().map(node -> node.operation().kind()).toList();
        } catch (ShapeException open) {
            return List.of();
        }
    }

    /** Returns the kinds of the nodes that were run, if only the batch is open. */
    List<String> kinds() {
        return kinds;
    }

    /** Returns the outputs in the order of the file. */
    Map<String, Values> outputs() {
        return outputs;
    }

    private static int[] extents(Values input) {
        return input.extents().stream().mapToInt(Long::intValue).toArray();
    }

    private static Path file() {
        try {
            return Files.createTempFile("agreement", ".onnx");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
