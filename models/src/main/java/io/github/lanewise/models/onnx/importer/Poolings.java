package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.operation.pool.AveragePooling;
import io.github.lanewise.engine.operation.pool.GlobalPooling;
import io.github.lanewise.engine.operation.pool.MaxPooling;
import io.github.lanewise.engine.operation.pool.PoolAttributes;

/** Pooling over windows and over all pixels. */
final class Poolings {
    private Poolings() {}

    static void register(SupportedOperators operators) {
        operators.translate("MaxPool", Poolings::maximum);
        operators.translate("AveragePool", Poolings::average);
        operators.translate("GlobalMaxPool", node -> global(node, GlobalPooling.Kind.MAX));
        operators.translate("GlobalAveragePool", node -> global(node, GlobalPooling.Kind.AVERAGE));
    }

    private static void maximum(NodeImport node) {
        Window window = window(node);
        node.compute(new MaxPooling(attributes(node, window)), window.input(node));
    }

    private static void average(NodeImport node) {
        boolean countPadding = node.attributes().flag("count_include_pad", false);
        Window window = window(node);
        node.compute(
                new AveragePooling(attributes(node, window), countPadding), window.input(node));
    }

    private static void global(NodeImport node, GlobalPooling.Kind kind) {
        node.compute(new GlobalPooling(kind), node.value(0));
    }

    private static Window window(NodeImport node) {
        if (!node.attributes().has("kernel_shape")) {
            throw node.fault("attribute kernel_shape is missing");
        }
        int axes = Window.axes(node);
        return Window.of(node, node.attributes().perAxis("kernel_shape", axes, 1));
    }

    private static PoolAttributes attributes(NodeImport node, Window window) {
        // With these pads no pixel is left over.
        boolean exact = Window.AutoPad.of(node).isSame() && !window.isDilated();
        return new PoolAttributes(
                window.kernel().get(0),
                window.kernel().get(1),
                window.strides().get(0),
                window.strides().get(1),
                window.dilations().get(0),
                window.dilations().get(1),
                window.pads(),
                node.attributes().flag("ceil_mode", false) && !exact);
    }
}
