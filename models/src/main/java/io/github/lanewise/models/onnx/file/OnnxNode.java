package io.github.lanewise.models.onnx.file;

import io.github.lanewise.models.file.Wording;
import java.util.List;
import java.util.Map;

/**
 * A node of a graph.
 *
 * @param number in the order of the file, from 0
 * @param name may be empty
 * @param operator as in {@code Conv}
 * @param domain of the operator; empty for ONNX's own
 * @param inputs names of values; an empty one is left out
 * @param outputs names of values; an empty one is not wanted
 * @param attributes by name
 */
public record OnnxNode(
        int number,
        String name,
        String operator,
        String domain,
        List<String> inputs,
        List<String> outputs,
        Map<String, OnnxAttribute> attributes) {
    /** Copies lists and map. */
    public OnnxNode {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Map.copyOf(attributes);
    }

    /** Returns what messages call it: its name or number, and its operator. */
    public String title() {
        String label = name.isEmpty() ? String.valueOf(number) : Wording.quote(name);
        return "node " + label + " (" + Wording.detail(operator) + ")";
    }
}
