package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.models.onnx.file.ElementType;
import io.github.lanewise.models.onnx.file.OnnxTensor;
import io.github.lanewise.models.onnx.known.Known;
import io.github.lanewise.models.onnx.known.KnownMath;
import io.github.lanewise.models.onnx.known.KnownViews;
import java.util.List;
import java.util.Optional;

/** Constants, what is known of any value, and what changes nothing when a model is run. */
final class Constants {
    private Constants() {}

    static void register(SupportedOperators operators) {
        operators.translate("Constant", node -> node.define(constant(node)));
        operators.translate("ConstantOfShape", Constants::constantOfShape);
        operators.translate("Shape", Constants::shape);
        operators.translate("Size", Constants::size);
        operators.translate("Identity", node -> node.alias(0));
        operators.translate("Dropout", Constants::dropout);
        operators.translate("Cast", Constants::cast);
        operators.translate("Expand", Constants::expand);
        operators.fold("Range", Constants::range);
        operators.fold("Where", Constants::where);
    }

    private static Known constant(NodeImport node) {
        NodeAttributes attributes = node.attributes();
        Optional<OnnxTensor> tensor = attributes.tensor("value");
        if (tensor.isPresent()) {
            return Known.of(tensor.get());
        }
        if (attributes.has("value_int")) {
            return Known.integer(attributes.integer("value_int", 0));
        }
        if (attributes.has("value_float")) {
            return Known.floats(List.of(attributes.real("value_float", 0))).reshape(List.of());
        }
        if (attributes.has("value_ints")) {
            return Known.integers(attributes.integers("value_ints").orElseThrow());
        }
        if (attributes.has("value_floats")) {
            return Known.floats(attributes.reals("value_floats").orElseThrow());
        }
        throw node.fault("it has no value, or one of a kind that is not supported");
    }

    private static void constantOfShape(NodeImport node) {
        Known value =
                node.attributes().tensor("value").map(Known::of).orElse(Known.floats(List.of(0f)));
        List<Integer> dimensions = Dimensions.of(node, node.integers(0, "shape"));
        node.define(KnownMath.filled(value, dimensions, node.budget()));
    }

    private static void shape(NodeImport node) {
        List<Integer> dimensions = node.dimensions(0);
        int rank = dimensions.size();
        int start = end(node.attributes().integer("start", 0), rank);
        int end = end(node.attributes().integer("end", rank), rank);
        node.define(Known.integers(dimensions.subList(start, Math.max(start, end))));
    }

    private static int end(long axis, int rank) {
        return Math.clamp(axis < 0 ? axis + rank : axis, 0, rank);
    }

    private static void size(NodeImport node) {
        long size = 1;
        for (int extent : node.dimensions(0)) {
            size *= extent;
        }
        node.define(Known.integer(size));
    }

    /** Inference drops nothing. */
    private static void dropout(NodeImport node) {
        if (node.has(2) && node.known(2, "training_mode").single() != 0) {
            throw node.fault("training_mode is set, but models are only run for inference");
        }
        node.alias(0);
    }

    /**
     * Values that are computed are floats of single precision, whatever float type the file has.
     */
    private static void cast(NodeImport node) {
        long code = node.attributes().integer("to", 0);
        ElementType type =
                ElementType.of(code)
                        .filter(ElementType::isReadable)
                        .orElseThrow(
                                () -> node.fault("a cast to type " + code + " is not supported"));
        if (node.isKnown(0)) {
            node.define(KnownMath.cast(node.known(0), type, node.budget()));
        } else if (type.isFloat()) {
            node.alias(0);
        } else {
            throw node.fault("a cast of computed floats to " + type + " is not supported");
        }
    }

    private static void expand(NodeImport node) {
        List<Integer> shape = Dimensions.of(node, node.integers(1, "shape"));
        List<Integer> dimensions = KnownViews.broadcast(node.dimensions(0), shape);
        if (node.isKnown(0)) {
            node.define(KnownViews.broadcast(node.known(0), dimensions, node.budget()));
        } else if (node.dimensions(0).equals(dimensions)) {
            node.alias(0);
        } else {
            throw node.fault("it is supported for constants only");
        }
    }

    private static void range(NodeImport node) {
        for (int input = 0; input < 3; input++) {
            if (node.known(input).elements() != 1) {
                throw node.fault("input " + input + " is no single number");
            }
        }
        node.define(KnownMath.range(node.known(0), node.known(1), node.known(2), node.budget()));
    }

    private static void where(NodeImport node) {
        node.define(KnownMath.where(node.known(0), node.known(1), node.known(2), node.budget()));
    }
}
