package io.github.lanewise.models.onnx.file;

import static io.github.lanewise.models.file.Wording.quote;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads NodeProto. */
final class NodeReader {
    private final WireReader wire;
    private final TensorReader tensors;

    NodeReader(WireReader wire, TensorReader tensors) {
        this.wire = wire;
        this.tensors = tensors;
    }

    /**
     * Reads a node.
     *
     * @param number of the node in the file
     */
    OnnxNode read(int number) throws IOException {
        String name = "";
        String operator = "";
        String domain = "";
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, OnnxAttribute> attributes = new HashMap<>();
        while (wire.next()) {
            switch (wire.field()) {
                case 1 -> inputs.add(wire.text());
                case 2 -> outputs.add(wire.text());
                case 3 -> {
                    name = wire.text();
                    wire.rename("node " + number + " " + quote(name));
                }
                case 4 -> operator = wire.text();
                case 5 -> wire.message("an attribute", () -> readAttribute(attributes));
                case 7 -> domain = wire.text();
                default -> wire.skip();
            }
        }
        if (operator.isEmpty()) {
            throw wire.fault("op_type is missing");
        }
        return new OnnxNode(number, name, operator, domain, inputs, outputs, attributes);
    }

    private void readAttribute(Map<String, OnnxAttribute> attributes) throws IOException {
        AttributeReader attribute = new AttributeReader(wire, tensors);
        OnnxAttribute value = attribute.read();
        if (attribute.name().isEmpty()) {
            throw wire.fault("it has no name");
        }
        if (attributes.put(attribute.name(), value) != null) {
            throw wire.fault("the node has this attribute twice");
        }
    }
}
