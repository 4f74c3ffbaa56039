package io.github.lanewise.models.family;

import io.github.lanewise.models.onnx.write.OnnxAttribute;
import io.github.lanewise.models.onnx.write.OnnxDimension;
import io.github.lanewise.models.onnx.write.OnnxModel;
import io.github.lanewise.models.onnx.write.OnnxModelBuilder;
import io.github.lanewise.models.onnx.write.OnnxNode;
import io.github.lanewise.models.onnx.write.OnnxTensor;
import io.github.lanewise.models.onnx.write.OnnxType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Adds nodes and constants to a model and names them, such as {@code Conv_7}. */
final class GraphWriter {
    private final OnnxModelBuilder model;
    private final OnnxStyle style;
    private final Weights weights;
    private final List<OnnxNode> nodes = new ArrayList<>();
    private int constants;

    GraphWriter(String name, FamilyOptions options) {
        style = options.style();
        weights = new Weights(options.seed());
        model = OnnxModel.named(name).irVersion(style.irVersion()).opset(style.opset());
    }

    OnnxStyle style() {
        return style;
    }

    Weights weights() {
        return weights;
    }

    /** Adds the input of the model. */
    String input(String name, long... extents) {
        model.input(name, batch(extents));
        return name;
    }

    /** Adds an output of the model; a value gets its name by {@link #model}. */
    void output(String name, long... extents) {
        model.output(name, batch(extents));
    }

    private OnnxDimension[] batch(long[] extents) {
        OnnxDimension[] dimensions = new OnnxDimension[extents.length + 1];
        dimensions[0] =
                style.images().isPresent()
                        ? OnnxDimension.of(style.images().getAsInt())
                        : OnnxDimension.of("N");
        for (int i = 0; i < extents.length; i++) {
            dimensions[i + 1] = OnnxDimension.of(extents[i]);
        }
        return dimensions;
    }

    /** Adds a node with one output, and returns the output's name. */
    String node(String operator, List<String> inputs, OnnxAttribute... attributes) {
        return nodes(operator, inputs, 1, List.of(attributes)).getFirst();
    }

    /** Adds a node, and returns the names of its outputs. */
    List<String> nodes(
            String operator, List<String> inputs, int outputs, List<OnnxAttribute> attributes) {
        String name = nextName(operator);
        List<String> values =
                IntStream.range(0, outputs).mapToObj(i -> name + "_output_" + i).toList();
        nodes.add(new OnnxNode(operator, "", name, inputs, values, attributes));
        return values;
    }

    /** Adds a node with a list that is an attribute before some version, and an input since. */
    List<String> nodes(
            String operator, String input, int outputs, ListSetting list, OnnxAttribute... more) {
        if (style.since(list.since())) {
            List<String> inputs = List.of(input, integers(list.toArray()));
            return nodes(operator, inputs, outputs, List.of(more));
        }
        List<OnnxAttribute> attributes = new ArrayList<>(List.of(more));
        attributes.add(OnnxAttribute.integers(list.name(), list.toArray()));
        return nodes(operator, List.of(input), outputs, attributes);
    }

    /**
     * Numbers that were an attribute before they became an input.
     *
     * @param name of the attribute
     * @param since the first version in which they are an input
     * @param values in their order
     */
    record ListSetting(String name, int since, List<Long> values) {
        static ListSetting axes(int since, Long... axes) {
            return new ListSetting("axes", since, List.of(axes));
        }

        private long[] toArray() {
            return values.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /** Returns the name of the next node. */
    String nextName(String operator) {
        return operator + "_" + nodes.size();
    }

    /** Adds floats that training would have found, and returns their name. */
    String parameter(String name, float[] values, long... extents) {
        return initializer(name, OnnxType.FLOAT, OnnxTensor.of(values, extents), extents);
    }

    /** Adds a constant with one float and no extents. */
    String real(float value) {
        return constant(OnnxType.FLOAT, OnnxTensor.of(new float[] {value}));
    }

    /** Adds a constant with one whole number and no extents. */
    String integer(long value) {
        return constant(OnnxType.INT64, OnnxTensor.of(new long[] {value}));
    }

    /** Adds a constant with a list of whole numbers. */
    String integers(long... values) {
        return constant(OnnxType.INT64, OnnxTensor.of(values, values.length), values.length);
    }

    private String constant(OnnxType type, OnnxTensor value, long... extents) {
        if (style.by(Exporter.PYTORCH)) {
            return node("Constant", List.of(), OnnxAttribute.tensor("value", value));
        }
        return initializer("constant_" + constants++, type, value, extents);
    }

    private String initializer(String name, OnnxType type, OnnxTensor value, long... extents) {
        if (style.irVersion() < OnnxStyle.CONSTANTS_ARE_NO_INPUTS) {
            model.input(
                    name,
                    type,
                    Arrays.stream(extents)
                            .mapToObj(OnnxDimension::of)
                            .toArray(OnnxDimension[]::new));
        }
        model.initializer(name, value);
        return name;
    }

    /**
     * Returns the model.
     *
     * @param newNames new names of values
     */
    OnnxModel model(Map<String, String> newNames) {
        for (OnnxNode node : nodes) {
            model.node(
                    new OnnxNode(
                            node.operator(),
                            node.domain(),
                            node.name(),
                            renamed(node.inputs(), newNames),
                            renamed(node.outputs(), newNames),
                            node.attributes()));
        }
        return model.build();
    }

    private static List<String> renamed(List<String> values, Map<String, String> newNames) {
        return values.stream().map(value -> newNames.getOrDefault(value, value)).toList();
    }
}
