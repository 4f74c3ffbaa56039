package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.operation.shape.Pad;
import io.github.lanewise.engine.operation.shape.PadMode;
import io.github.lanewise.models.onnx.known.Known;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Pad. */
final class Paddings {
    /** Since this version amounts and value are inputs. */
    private static final int INPUTS = 11;

    private Paddings() {}

    static void register(SupportedOperators operators) {
        operators.translate("Pad", Paddings::pad);
    }

    private static void pad(NodeImport node) {
        boolean inputs = node.operatorSet() >= INPUTS;
        List<Long> pads =
                inputs
                        ? node.integers(1, "pads")
                        : node.attributes()
                                .integers("pads")
                                .orElseThrow(() -> node.fault("pads are missing"));
        int rank = node.dimensions(0).size();
        List<Integer> axes = axes(node, rank);
        if (pads.size() != 2 * axes.size()) {
            throw node.fault(
                    "it has " + pads.size() + " pads, but there should be " + 2 * axes.size());
        }
        List<Integer> before = new ArrayList<>(Collections.nCopies(rank, 0));
        List<Integer> after = new ArrayList<>(Collections.nCopies(rank, 0));
        for (int i = 0; i < axes.size(); i++) {
            int axis = axes.get(i);
            before.set(axis, node.attributes().small("a pad of", pads.get(i)));
            after.set(axis, node.attributes().small("a pad of", pads.get(axes.size() + i)));
        }
        if (pads.stream().allMatch(pad -> pad == 0)) {
            node.alias(0);
        } else {
            node.compute(new Pad(before, after, mode(node), value(node, inputs)), node.value(0));
        }
    }

    private static List<Integer> axes(NodeImport node, int rank) {
        List<Integer> axes = new ArrayList<>();
        if (node.has(3)) {
            for (long axis : node.integers(3, "axes")) {
                axes.add(node.axis(axis, rank));
            }
            if (axes.stream().distinct().count() != axes.size()) {
                throw node.fault("it has an axis twice");
            }
        } else {
            for (int axis = 0; axis < rank; axis++) {
                axes.add(axis);
            }
        }
        return axes;
    }

    private static PadMode mode(NodeImport node) {
        String mode = node.attributes().text("mode", "constant");
        return switch (mode) {
            case "constant" -> PadMode.CONSTANT;
            case "reflect" -> PadMode.REFLECT;
            case "edge" -> PadMode.EDGE;
            default -> throw node.fault("a pad in mode " + mode + " is not supported");
        };
    }

    private static float value(NodeImport node, boolean inputs) {
        if (!inputs) {
            return node.attributes().real("value", 0);
        }
        if (!node.has(2)) {
            return 0;
        }
        Known value = node.known(2, "constant_value");
        return value.elements() == 0 ? 0 : (float) value.real(0);
    }
}
