package io.github.lanewise.models.onnx.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The graph of a model.
 *
 * @param name may be empty
 * @param nodes in the order of the file
 * @param initializers constants by name
 * @param inputs as declared; before IR version 4 the initializers are among them
 * @param outputs as declared
 */
public record OnnxGraph(
        String name,
        List<OnnxNode> nodes,
        SequencedMap<String, OnnxTensor> initializers,
        List<OnnxValueInfo> inputs,
        List<OnnxValueInfo> outputs) {
    /** Copies lists and map. */
    public OnnxGraph {
        nodes = List.copyOf(nodes);
        initializers = copy(initializers);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** Returns the inputs that a caller passes: those that are no initializers. */
    public List<OnnxValueInfo> feeds() {
        return inputs.stream().filter(input -> !initializers.containsKey(input.name())).toList();
    }

    private static SequencedMap<String, OnnxTensor> copy(Map<String, OnnxTensor> tensors) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
    }
}
