package io.github.lanewise.models.family;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.models.onnx.write.OnnxAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A value of N × C × H × W in a model under construction. Methods add nodes that read it and return
 * what they compute; the value itself stays, so that branches begin at it.
 *
 * @param graph to which nodes are added
 * @param value name in the graph
 * @param shape C × H × W
 */
record Features(GraphWriter graph, String value, Shape shape) {
    private static final double BIAS = 0.1;

    int channels() {
        return shape.channels();
    }

    Features conv(Conv conv) {
        Shape pixels = conv.window().over(shape);
        int filters = conv.filters();
        int inputs = channels() / conv.groups();
        int height = conv.window().height();
        int width = conv.window().width();
        String name = graph.nextName("Conv");
        List<String> operands = new ArrayList<>(List.of(value));
        double variance = conv.gain() / (inputs * height * width);
        float[] weights = graph.weights().aroundZero(filters * inputs * height * width, variance);
        operands.add(graph.parameter(name + ".weight", weights, filters, inputs, height, width));
        if (conv.bias()) {
            float[] bias = graph.weights().uniform(filters, -BIAS, BIAS);
            operands.add(graph.parameter(name + ".bias", bias, filters));
        }
        List<OnnxAttribute> attributes = WindowAttributes.ofConv(graph.style(), conv.window());
        if (conv.groups() > 1 || graph.style().by(Exporter.PYTORCH)) {
            attributes.add(OnnxAttribute.integer("group", conv.groups()));
        }
        return of(
                graph.nodes("Conv", operands, 1, attributes).getFirst(),
                Shape.of(filters, pixels.height(), pixels.width()));
    }

    /** Adds a batch normalization that keeps the size of values. */
    Features norm() {
        return norm(1);
    }

    /** Adds a batch normalization whose scales are around {@code scale}. */
    Features norm(double scale) {
        return of(BatchNorm.drawn(graph, channels(), scale).write(graph, value), shape);
    }

    Features apply(Function function) {
        return of(function.write(graph, value), shape);
    }

    Features relu() {
        return apply(Function.RELU);
    }

    /** Adds a normalization over {@code size} channels with the constants of AlexNet's paper. */
    Features localResponseNorm(int size) {
        String output =
                graph.node(
                        "LRN",
                        List.of(value),
                        OnnxAttribute.integer("size", size),
                        OnnxAttribute.real("alpha", 1e-4f),
                        OnnxAttribute.real("beta", 0.75f),
                        OnnxAttribute.real("bias", 1));
        return of(output, shape);
    }

    Features maxPool(Window window) {
        List<OnnxAttribute> attributes = WindowAttributes.ofPool(graph.style(), window, shape);
        String output = graph.nodes("MaxPool", List.of(value), 1, attributes).getFirst();
        return of(output, window.over(shape));
    }

    /** Adds means over windows; of the programs, only TensorFlow leaves out the padding. */
    Features averagePool(Window window) {
        List<OnnxAttribute> attributes = WindowAttributes.ofPool(graph.style(), window, shape);
        if (!graph.style().by(Exporter.TENSORFLOW)) {
            attributes.add(OnnxAttribute.integer("count_include_pad", 1));
        }
        String output = graph.nodes("AveragePool", List.of(value), 1, attributes).getFirst();
        return of(output, window.over(shape));
    }

    /** Adds the mean of each channel: N × C × 1 × 1. */
    Features globalAverage() {
        String output =
                graph.style().by(Exporter.TENSORFLOW)
                        ? reduceMean(1)
                        : graph.node("GlobalAveragePool", List.of(value));
        return of(output, Shape.vector(channels()));
    }

    /** Adds the mean of each channel: N × C. */
    Vectors mean() {
        return graph.style().by(Exporter.CAFFE)
                ? globalAverage().flatten()
                : new Vectors(graph, reduceMean(0), channels());
    }

    /** The axes are an input since version 18. */
    private String reduceMean(int keepAxes) {
        return graph.nodes(
                        "ReduceMean",
                        value,
                        1,
                        GraphWriter.ListSetting.axes(18, 2L, 3L),
                        OnnxAttribute.integer("keepdims", keepAxes))
                .getFirst();
    }

    Features plus(Features other) {
        String operator = graph.style().by(Exporter.CAFFE) ? "Sum" : "Add";
        return of(graph.node(operator, List.of(value, other.value)), shape);
    }

    /** Multiplies; the other has one pixel, or as many as this. */
    Features times(Features other) {
        return of(graph.node("Mul", List.of(value, other.value)), shape);
    }

    /** Returns the channels of all parts, one after the other. */
    static Features concat(Features... parts) {
        Features first = parts[0];
        return first.of(
                first.graph.node(
                        "Concat",
                        Stream.of(parts).map(Features::value).toList(),
                        OnnxAttribute.integer("axis", 1)),
                Shape.of(
                        Stream.of(parts).mapToInt(Features::channels).sum(),
                        first.shape.height(),
                        first.shape.width()));
    }

    /** Returns two values, each with half of the channels. */
    List<Features> halves() {
        Shape half = Shape.of(channels() / 2, shape.height(), shape.width());
        return Rearrangement.halves(graph, value, channels() / 2).stream()
                .map(name -> of(name, half))
                .toList();
    }

    /** Takes a channel of each group in turn. */
    Features shuffle(int groups) {
        return of(Rearrangement.shuffle(graph, value, shape, groups), shape);
    }

    /** Adds a dropout, which does nothing; PyTorch does not write it. */
    Features dropout() {
        return of(Vectors.dropout(graph, value), shape);
    }

    /** Adds N × C·H·W by an operator for that. */
    Vectors flatten() {
        return new Vectors(graph, Rearrangement.flatten(graph, value, shape), shape.elements());
    }

    /** Adds N × C·H·W by a Reshape. */
    Vectors reshape() {
        return new Vectors(graph, Rearrangement.reshape(graph, value, shape), shape.elements());
    }

    private Features of(String name, Shape newShape) {
        return new Features(graph, name, newShape);
    }
}
