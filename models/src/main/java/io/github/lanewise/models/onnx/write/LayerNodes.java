package io.github.lanewise.models.onnx.write;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.activation.Tanh;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.conv.ConvGeometry;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.norm.BatchNorm2d;
import io.github.lanewise.engine.layer.pool.AveragePool2d;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.pool.PoolGeometry;
import io.github.lanewise.engine.layer.regularization.Dropout;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.network.NamedLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Layers as nodes of a chain, with the operators of opset 17. The engine's vectors are C × 1 × 1;
 * ONNX's Gemm takes N × C and Conv N × C × H × W, so that a node that changes the rank comes before
 * them where it has to. A value is named by its layer: {@code conv1_output}.
 */
final class LayerNodes {
    private final OnnxModelBuilder model;
    private final List<OnnxNode> nodes = new ArrayList<>();

    /** Name of the value that the next node reads. */
    private String value = NetworkExport.INPUT;

    /** Whether that value is N × C; else it is N × C × H × W. */
    private boolean flat;

    LayerNodes(OnnxModelBuilder model) {
        this.model = model;
    }

    /** Returns whether the last value is N × C. */
    boolean flat() {
        return flat;
    }

    /** Adds the nodes of a layer, and returns whether there is a translation. */
    boolean add(NamedLayer named) {
        switch (named.layer()) {
            case Conv2d conv -> addConvolution(named, conv);
            case Dense _ -> {
                flatten(named.name());
                addOperator(named, "Gemm", OnnxAttribute.integer("transB", 1));
            }
            case MaxPool2d pool -> addPool(named, "MaxPool", pool.geometry());
            case AveragePool2d pool -> {
                long counted = pool.countPadding() ? 1 : 0;
                OnnxAttribute attribute = OnnxAttribute.integer("count_include_pad", counted);
                addPool(named, "AveragePool", pool.geometry(), attribute);
            }
            case BatchNorm2d norm -> {
                OnnxAttribute epsilon = OnnxAttribute.real("epsilon", (float) norm.epsilon());
                addOperator(named, "BatchNormalization", epsilon);
            }
            case Relu _ -> addOperator(named, "Relu");
            case Tanh _ -> addOperator(named, "Tanh");
            case Flatten _ -> flatten(named.name());
            case Dropout _ -> {} // does nothing in inference
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Adds a softmax over all features of an image. */
    void softmax() {
        flatten(NetworkExport.LOGITS);
        add("Softmax", List.of(), NetworkExport.LOGITS, OnnxAttribute.integer("axis", 1));
    }

    /** Hands the nodes over; the value of the last one gets the name of the output. */
    void end(String output) {
        if (nodes.isEmpty()) {
            add("Identity", List.of(), output);
        }
        OnnxNode last = nodes.removeLast();
        nodes.forEach(model::node);
        model.node(
                new OnnxNode(
                        last.operator(),
                        last.domain(),
                        last.name(),
                        last.inputs(),
                        List.of(output),
                        last.attributes()));
    }

    private void addConvolution(NamedLayer named, Conv2d conv) {
        unflatten(named.name());
        ConvGeometry g = conv.geometry(named.input());
        for (Parameter parameter : named.parameters()) {
            boolean flipped = conv.flipped() && parameter.extents().size() > 1;
            model.initializer(
                    parameter.name(),
                    flipped
                            ? OnnxTensor.of(
                                    flipped(parameter.toArray(), g.r() * g.s()), extents(parameter))
                            : tensor(parameter));
        }
        long[] pads = {
            g.padding().top(), g.padding().left(), g.padding().bottom(), g.padding().right()
        };
        add(
                "Conv",
                names(named),
                named.name(),
                OnnxAttribute.integers("kernel_shape", g.r(), g.s()),
                OnnxAttribute.integers("strides", g.strideHeight(), g.strideWidth()),
                OnnxAttribute.integers("pads", pads));
    }

    /** Returns filters turned by half a circle: each run of R·S weights in reverse order. */
    private static float[] flipped(float[] weights, int taps) {
        float[] flipped = new float[weights.length];
        for (int first = 0; first < weights.length; first += taps) {
            for (int tap = 0; tap < taps; tap++) {
                flipped[first + tap] = weights[first + taps - 1 - tap];
            }
        }
        return flipped;
    }

    private void addPool(NamedLayer named, String operator, PoolGeometry g, OnnxAttribute... more) {
        unflatten(named.name());
        long height = g.paddingHeight();
        long width = g.paddingWidth();
        Stream<OnnxAttribute> window =
                Stream.of(
                        OnnxAttribute.integers("kernel_shape", g.height(), g.width()),
                        OnnxAttribute.integers("strides", g.strideHeight(), g.strideWidth()),
                        OnnxAttribute.integers("pads", height, width, height, width));
        add(
                operator,
                List.of(),
                named.name(),
                Stream.concat(window, Stream.of(more)).toArray(OnnxAttribute[]::new));
    }

    private void addOperator(NamedLayer named, String operator, OnnxAttribute... attributes) {
        named.parameters().forEach(p -> model.initializer(p.name(), tensor(p)));
        add(operator, names(named), named.name(), attributes);
    }

    /** Makes N × C·H·W of N × C × H × W. */
    private void flatten(String layer) {
        if (!flat) {
            add("Flatten", List.of(), layer + "_flat", OnnxAttribute.integer("axis", 1));
            flat = true;
        }
    }

    /** Makes N × C × 1 × 1 of N × C. */
    private void unflatten(String layer) {
        if (flat) {
            String axes = layer + "_axes";
            model.initializer(axes, new long[] {2, 3}, 2);
            add("Unsqueeze", List.of(axes), layer + "_image");
            flat = false;
        }
    }

    /** Adds a node that reads the last value, then constants. */
    private void add(
            String operator, List<String> constants, String name, OnnxAttribute... attributes) {
        List<String> inputs = Stream.concat(Stream.of(value), constants.stream()).toList();
        value = name + "_output";
        nodes.add(OnnxNode.of(operator, inputs, value, attributes).named(name));
    }

    private static List<String> names(NamedLayer named) {
        return named.parameters().stream().map(Parameter::name).toList();
    }

    private static OnnxTensor tensor(Parameter parameter) {
        return OnnxTensor.ofFloats(parameter.value(), extents(parameter));
    }

    private static long[] extents(Parameter parameter) {
        return parameter.extents().stream().mapToLong(Integer::longValue).toArray();
    }
}
