package io.github.lanewise.models.onnx;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.models.ModelFormatException;
import io.github.lanewise.models.onnx.file.OnnxValueInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes are a model that can be run, or a fault that the message explains. */
class OnnxFuzzTest {
    private static final OnnxOptions ONE_THREAD = OnnxOptions.DEFAULT.withThreads(1);

    /** What inputs may have that the model is run with. */
    private static final int MOST_FLOATS = 1 << 14;

    /** What is put in for an extent that the file leaves open. */
    private static final int OPEN = 2;

    @TempDir static Path folder = Path.of("");

    @FuzzTest(maxDuration = "1m")
    @DictionaryFile(resourcePath = "onnx.dict")
    void loadsOrExplains(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("model.onnx"), bytes);
        try (OnnxModel model = Onnx.load(file, ONE_THREAD)) {
            model.describe();
            run(model);
        } catch (ModelFormatException fault) {
            String message = Objects.requireNonNull(fault.getMessage());
            if (!message.startsWith(file + ": ") || message.contains("\n")) {
                throw new IllegalStateException("not one sentence about the file", fault);
            }
        }
    }

    private static void run(OnnxModel model) {
        Map<String, OnnxValue> inputs = new HashMap<>();
        try {
            for (OnnxValueInfo info : model.inputs()) {
                Optional<int[]> extents = extents(info);
                if (extents.isEmpty()) {
                    return;
                }
                int elements = Extents.of(extents.get()).elements();
                if (elements > MOST_FLOATS) {
                    return;
                }
                float[] values = new float[elements];
                for (int i = 0; i < elements; i++) {
                    values[i] = i % 7 - 3;
                }
                inputs.put(info.name(), OnnxValue.of(values, extents.get()));
            }
            model.run(inputs);
        } catch (ShapeException refused) {
            Objects.requireNonNull(refused.getMessage());
        }
    }

    private static Optional<int[]> extents(OnnxValueInfo info) {
        return info.dimensions()
                .map(List::stream)
                .map(all -> all.mapToLong(dimension -> dimension.extent().orElse(OPEN)))
                .map(all -> all.map(extent -> Math.min(extent, Integer.MAX_VALUE)))
                .map(all -> all.mapToInt(extent -> (int) extent).toArray());
    }
}
