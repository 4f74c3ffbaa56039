package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.operation.conv.ConvAttributes;
import io.github.lanewise.engine.operation.conv.Convolution;
import io.github.lanewise.engine.operation.conv.TransposedConvolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Conv and ConvTranspose. */
final class Convolutions {
    private Convolutions() {}

    static void register(SupportedOperators operators) {
        operators.translate("Conv", Convolutions::convolution);
        operators.translate("ConvTranspose", Convolutions::transposed);
    }

    private static void convolution(NodeImport node) {
        Window window = Window.of(node, kernel(node));
        boolean bias = node.has(2);
        node.compute(
                new Convolution(attributes(node, window), bias, false, Activation.NONE),
                inputs(node, window, bias));
    }

    /** Filters have to be constants here, so that the message is about the node. */
    private static List<Value> inputs(NodeImport node, Window window, boolean bias) {
        List<Value> inputs = new ArrayList<>(List.of(window.input(node), node.value(1)));
        if (bias) {
            inputs.add(node.value(2));
        }
        for (Value constant : inputs.subList(1, inputs.size())) {
            if (!constant.isConstant()) {
                throw node.fault(
                        constant.name() + " is computed, but filters and biases are constants");
            }
        }
        return inputs;
    }

    private static List<Integer> kernel(NodeImport node) {
        int axes = Window.axes(node);
        List<Integer> filters = node.dimensions(1);
        if (filters.size() != axes + 2) {
            throw node.fault(
                    "its filters have dimensions "
                            + filters
                            + ", but its input has "
                            + node.dimensions(0));
        }
        List<Integer> kernel = filters.subList(2, filters.size());
        if (node.attributes().has("kernel_shape")
                && !node.attributes().perAxis("kernel_shape", axes, 1).equals(kernel)) {
            throw node.fault("its kernel_shape is another than that of its filters, " + filters);
        }
        return kernel;
    }

    private static ConvAttributes attributes(NodeImport node, Window window) {
        return new ConvAttributes(
                window.strides().get(0),
                window.strides().get(1),
                window.dilations().get(0),
                window.dilations().get(1),
                window.pads(),
                node.attributes().smallInteger("group", 1));
    }

    private static void transposed(NodeImport node) {
        int axes = Window.axes(node);
        Window window = Window.of(node, kernel(node));
        List<Integer> more = new ArrayList<>(node.attributes().perAxis("output_padding", axes, 0));
        Optional<List<Integer>> output = outputShape(node, axes);
        if (output.isPresent()) {
            window = window.pads(padsFor(node, window, output.get(), more));
        }
        List<Integer> outputPadding = Window.rowsAndColumns(more, 0);
        boolean bias = node.has(2);
        node.compute(
                new TransposedConvolution(
                        attributes(node, window), outputPadding.get(0), outputPadding.get(1), bias),
                inputs(node, window, bias));
    }

    private static Optional<List<Long>> given(NodeImport node) {
        return node.attributes().integers("output_shape").filter(shape -> !shape.isEmpty());
    }

    /** Returns the extents of the output where they are given, or follow from SAME. */
    private static Optional<List<Integer>> outputShape(NodeImport node, int axes) {
        Optional<List<Long>> given = given(node);
        if (given.isPresent()) {
            List<Integer> all = Dimensions.of(node, given.get());
            if (all.size() != axes && all.size() != axes + 2) {
                throw node.fault("its output_shape is " + all);
            }
            return Optional.of(all.subList(all.size() - axes, all.size()));
        }
        if (!Window.AutoPad.of(node).isSame()) {
            return Optional.empty();
        }
        List<Integer> strides = node.attributes().perAxis("strides", axes, 1);
        List<Integer> extents = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            extents.add(Math.multiplyExact(node.dimensions(0).get(axis + 2), strides.get(axis)));
        }
        return Optional.of(extents);
    }

    /**
     * Returns the pads with which the output has given extents (ONNX ConvTranspose): {@code total =
     * stride · (in - 1) + outputPadding + span - out}, an odd one at the end for SAME_UPPER and at
     * the beginning otherwise. Where total is negative, rows are added behind an output of given
     * extents; with SAME the output is smaller than it says, as ONNX Runtime has it.
     */
    private static List<Integer> padsFor(
            NodeImport node, Window window, List<Integer> output, List<Integer> more) {
        int axes = output.size();
        int unused = 2 - axes;
        List<Integer> begins = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            int at = axis + unused;
            long span = Window.span(window.kernel().get(at), window.dilations().get(at));
            long in = node.dimensions(0).get(axis + 2);
            long total =
                    window.strides().get(at) * (in - 1) + more.get(axis) + span - output.get(axis);
            if (total < 0 && given(node).isPresent()) {
                more.set(axis, node.attributes().small("output_padding", more.get(axis) - total));
            }
            boolean first = Window.AutoPad.of(node) != Window.AutoPad.SAME_UPPER;
            Window.split(node, Math.max(0, total), first, begins, ends);
        }
        begins.addAll(ends);
        return begins;
    }
}
