package io.github.lanewise.models.onnx.write;

import java.util.List;

/**
 * An application of an operator.
 *
 * @param operator such as {@code Conv}
 * @param domain of the operator; empty for ONNX's own
 * @param name for messages; may be empty
 * @param inputs names of values; an empty name leaves out an optional input
 * @param outputs names that no other value has; an empty name leaves out an optional output
 * @param attributes settings, each with its own name
 */
public record OnnxNode(
        String operator,
        String domain,
        String name,
        List<String> inputs,
        List<String> outputs,
        List<OnnxAttribute> attributes) {
    /** Copies the lists. */
    public OnnxNode {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = List.copyOf(attributes);
    }

    /** Returns a node of one of ONNX's own operators, which is named by its first output. */
    public static OnnxNode of(
            String operator,
            List<String> inputs,
            List<String> outputs,
            OnnxAttribute... attributes) {
        String name = outputs.isEmpty() ? "" : outputs.getFirst();
        return new OnnxNode(operator, "", name, inputs, outputs, List.of(attributes));
    }

    /** Returns a node of one of ONNX's own operators, with one output. */
    public static OnnxNode of(
            String operator, List<String> inputs, String output, OnnxAttribute... attributes) {
        return of(operator, inputs, List.of(output), attributes);
    }

    /** Returns this node with another name. */
    public OnnxNode named(String newName) {
        return new OnnxNode(operator, domain, newName, inputs, outputs, attributes);
    }

    /** Returns this node for an operator of another domain. */
    public OnnxNode inDomain(String newDomain) {
        return new OnnxNode(operator, newDomain, name, inputs, outputs, attributes);
    }

    /** Returns the message NodeProto. */
    Message message() {
        Message message = new Message();
        inputs.forEach(input -> message.text(1, input));
        outputs.forEach(output -> message.text(2, output));
        message.text(3, name).text(4, operator);
        attributes.forEach(attribute -> message.message(5, attribute.message()));
        return domain.isEmpty() ? message : message.text(7, domain);
    }
}
