package io.github.lanewise.models.onnx.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the parts of an ONNX model; methods return the builder itself. */
public final class OnnxModelBuilder {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    private final String graph;
    private int irVersion = IR_VERSION;
    private String producer = "lanewise";
    private final Map<String, Integer> opsets = new LinkedHashMap<>(Map.of("", OPSET));
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<Message> inputs = new ArrayList<>();
    private final List<Message> outputs = new ArrayList<>();
    private final List<Message> initializers = new ArrayList<>();
    private final List<Message> nodes = new ArrayList<>();

    OnnxModelBuilder(String graph) {
        this.graph = graph;
    }

    /** Sets the version of the format; it is 8, of ONNX 1.12, unless set. */
    public OnnxModelBuilder irVersion(int version) {
        irVersion = version;
        return this;
    }

    /** Sets the version of ONNX's own operators; it is 17, of ONNX 1.12, unless set. */
    public OnnxModelBuilder opset(int version) {
        return opset("", version);
    }

    /** Sets the version of the operators of a domain. */
    public OnnxModelBuilder opset(String domain, int version) {
        opsets.put(domain, version);
        return this;
    }

    /** Sets the name of the program that wrote the model; it is {@code lanewise} unless set. */
    public OnnxModelBuilder producer(String name) {
        producer = name;
        return this;
    }

    /** Adds a text that readers find in {@code metadata_props}. */
    public OnnxModelBuilder metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /** Adds an input of floats. */
    public OnnxModelBuilder input(String name, OnnxDimension... extents) {
        return input(name, OnnxType.FLOAT, extents);
    }

    /** Adds an input of floats with fixed extents. */
    public OnnxModelBuilder input(String name, long... extents) {
        return input(name, fixed(extents));
    }

    /** Adds an input. */
    public OnnxModelBuilder input(String name, OnnxType type, OnnxDimension... extents) {
        inputs.add(valueInfo(name, type, extents));
        return this;
    }

    /** Adds an output of floats. */
    public OnnxModelBuilder output(String name, OnnxDimension... extents) {
        return output(name, OnnxType.FLOAT, extents);
    }

    /** Adds an output of floats with fixed extents. */
    public OnnxModelBuilder output(String name, long... extents) {
        return output(name, fixed(extents));
    }

    /** Adds an output. */
    public OnnxModelBuilder output(String name, OnnxType type, OnnxDimension... extents) {
        outputs.add(valueInfo(name, type, extents));
        return this;
    }

    /** Adds an output whose extents the file does not tell. */
    public OnnxModelBuilder outputOfAnyShape(String name, OnnxType type) {
        outputs.add(valueInfo(name, new Message().number(1, type.number())));
        return this;
    }

    /** Adds a constant that nodes read by its name. */
    public OnnxModelBuilder initializer(String name, OnnxTensor values) {
        initializers.add(values.message(name));
        return this;
    }

    /** Adds a constant of floats; no extents for a scalar. */
    public OnnxModelBuilder initializer(String name, float[] values, long... extents) {
        return initializer(name, OnnxTensor.of(values, extents));
    }

    /** Adds a constant of 64-bit integers; no extents for a scalar. */
    public OnnxModelBuilder initializer(String name, long[] values, long... extents) {
        return initializer(name, OnnxTensor.of(values, extents));
    }

    /** Adds a node; the format wants it after those whose outputs it reads. */
    public OnnxModelBuilder node(OnnxNode node) {
        nodes.add(node.message());
        return this;
    }

    /** Adds a node of one of ONNX's own operators, with one output. */
    public OnnxModelBuilder node(
            String operator, List<String> inputNames, String output, OnnxAttribute... attributes) {
        return node(OnnxNode.of(operator, inputNames, output, attributes));
    }

    /** Returns the model of what has been added so far. */
    public OnnxModel build() {
        Message model = new Message().number(1, irVersion).text(2, producer);
        model.message(7, graph());
        opsets.forEach((domain, version) ->
                model.message(8, new Message().text(1, domain).number(2, version)));
        metadata.forEach(
                (key, value) -> model.message(14, new Message().text(1, key).text(2, value)));
        return new OnnxModel(model);
    }

    private Message graph() {
        Message message = new Message();
        nodes.forEach(node -> message.message(1, node));
        message.text(2, graph);
        initializers.forEach(tensor -> message.message(5, tensor));
        inputs.forEach(input -> message.message(11, input));
        outputs.forEach(output -> message.message(12, output));
        return message;
    }

    private static OnnxDimension[] fixed(long[] extents) {
        return Arrays.stream(extents).mapToObj(OnnxDimension::of).toArray(OnnxDimension[]::new);
    }

    private static Message valueInfo(String name, OnnxType type, OnnxDimension[] extents) {
        Message shape = new Message();
        for (OnnxDimension extent : extents) {
            shape.message(
                    1,
                    switch (extent) {
                        case OnnxDimension.Fixed fixed -> new Message().number(1, fixed.extent());
                        case OnnxDimension.Symbolic symbol -> new Message().text(2, symbol.name());
                    });
        }
        return valueInfo(name, new Message().number(1, type.number()).message(2, shape));
    }

    private static Message valueInfo(String name, Message tensor) {
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }
}
