package io.github.lanewise.bench.onnx;

import java.nio.file.Path;
import java.util.List;

/**
 * What is run, the same for everybody.
 *
 * @param file the model
 * @param input filled with images, N·C·H·W
 * @param outputs all of the model, in the order of the file
 * @param threads that share the work
 */
public record OnnxCall(Path file, CallerMemory input, List<CallerMemory> outputs, int threads) {
    /** Copies the list. */
    public OnnxCall {
        outputs = List.copyOf(outputs);
    }
}
