package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.norm.BatchNormalization;
import io.github.lanewise.engine.operation.norm.InstanceNormalization;
import io.github.lanewise.engine.operation.norm.LocalResponseNormalization;
import java.util.List;

/** Normalizations as they are at inference. */
final class Normalizations {
    private static final float EPSILON = 1e-5f;

    private Normalizations() {}

    static void register(SupportedOperators operators) {
        operators.translate("BatchNormalization", Normalizations::batch);
        operators.translate("InstanceNormalization", Normalizations::instance);
        operators.translate("LRN", Normalizations::localResponse);
    }

    /** Outputs beyond the first are those of training; no inference reads them. */
    private static void batch(NodeImport node) {
        NodeAttributes attributes = node.attributes();
        if (attributes.flag("training_mode", false)) {
            throw node.fault("training_mode is set, but models are only run for inference");
        }
        if (!attributes.flag("spatial", true)) {
            throw node.fault("statistics of each pixel (spatial 0) are not supported");
        }
        node.compute(new BatchNormalization(attributes.real("epsilon", EPSILON)), inputs(node, 5));
    }

    private static void instance(NodeImport node) {
        float epsilon = node.attributes().real("epsilon", EPSILON);
        node.compute(new InstanceNormalization(epsilon), inputs(node, 3));
    }

    private static List<Value> inputs(NodeImport node, int count) {
        if (node.inputs() != count) {
            throw node.fault("it has " + node.inputs() + " inputs, but there should be " + count);
        }
        for (int input = 1; input < count; input++) {
            if (!node.value(input).isConstant()) {
                throw node.fault("input " + input + " is computed, but has to be a constant");
            }
        }
        return node.values();
    }

    private static void localResponse(NodeImport node) {
        NodeAttributes attributes = node.attributes();
        node.compute(
                new LocalResponseNormalization(
                        attributes.smallInteger("size", 0),
                        attributes.real("alpha", 1e-4f),
                        attributes.real("beta", 0.75f),
                        attributes.real("bias", 1)),
                node.value(0));
    }
}
