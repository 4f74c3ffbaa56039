package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.operation.shape.Reshape;
import io.github.lanewise.engine.operation.shape.Transpose;
import io.github.lanewise.models.onnx.known.KnownViews;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Operators that give the same elements other dimensions, or their axes another order. */
final class Reshapes {
    /** Since this version the axes of Squeeze and Unsqueeze are an input. */
    private static final int AXES_INPUT = 13;

    private Reshapes() {}

    static void register(SupportedOperators operators) {
        operators.translate("Reshape", node -> reshape(node, target(node)));
        operators.translate("Flatten", node -> reshape(node, flattened(node)));
        operators.translate("Squeeze", node -> reshape(node, squeezed(node)));
        operators.translate("Unsqueeze", node -> reshape(node, unsqueezed(node)));
        operators.translate("Transpose", Reshapes::transpose);
    }

    /** Gives the first input other dimensions. */
    static void reshape(NodeImport node, List<Integer> dimensions) {
        if (node.isKnown(0)) {
            node.define(0, new Operand.Constant(node.known(0).reshape(dimensions)));
        } else if (node.dimensions(0).equals(dimensions)) {
            node.alias(0);
        } else {
            node.compute(new Reshape(node.extents(dimensions)), node.value(0));
        }
    }

    /** 0 stands for the input's dimension unless allowzero is set, -1 for what is left. */
    private static List<Integer> target(NodeImport node) {
        List<Integer> input = node.dimensions(0);
        boolean copyZeros = !node.attributes().flag("allowzero", false);
        List<Integer> target = new ArrayList<>();
        int inferred = -1;
        double product = 1;
        for (long value : node.integers(1, "shape")) {
            int axis = target.size();
            if (value == -1 && inferred < 0) {
                inferred = axis;
                target.add(1);
            } else if (value == 0 && copyZeros && axis < input.size()) {
                target.add(input.get(axis));
            } else if (value < 0 || value > Integer.MAX_VALUE) {
                throw node.fault("there is no dimension of " + value);
            } else {
                target.add((int) value);
            }
            product *= target.get(axis);
        }
        int elements = Dimensions.product(node, input, 0, input.size());
        if (inferred >= 0) {
            if (product == 0 || elements % product != 0) {
                throw node.fault(
                        "dimensions " + input + " cannot be reshaped: no number fits for -1");
            }
            target.set(inferred, (int) (elements / product));
        } else if (product != elements) {
            throw node.fault("dimensions " + input + " cannot be reshaped to " + target);
        }
        return target;
    }

    private static List<Integer> flattened(NodeImport node) {
        List<Integer> input = node.dimensions(0);
        int rank = input.size();
        long axis = node.attributes().integer("axis", 1);
        int split = axis == rank ? rank : node.axis(axis, rank);
        return List.of(
                Dimensions.product(node, input, 0, split),
                Dimensions.product(node, input, split, rank));
    }

    /** Returns the axes of a node, if it has any, as an attribute or as its second input. */
    static Optional<List<Long>> axes(NodeImport node, int inputSince) {
        if (node.operatorSet() < inputSince) {
            return node.attributes().integers("axes");
        }
        return node.has(1) ? Optional.of(node.integers(1, "axes")) : Optional.empty();
    }

    private static List<Integer> squeezed(NodeImport node) {
        List<Integer> input = node.dimensions(0);
        Set<Integer> dropped = new TreeSet<>();
        axes(node, AXES_INPUT)
                .ifPresentOrElse(
                        axes -> axes.forEach(axis -> dropped.add(node.axis(axis, input.size()))),
                        () -> {
                            for (int axis = 0; axis < input.size(); axis++) {
                                if (input.get(axis) == 1) {
                                    dropped.add(axis);
                                }
                            }
                        });
        List<Integer> left = new ArrayList<>();
        for (int axis = 0; axis < input.size(); axis++) {
            if (!dropped.contains(axis)) {
                left.add(input.get(axis));
            } else if (input.get(axis) != 1) {
                throw node.fault("axis " + axis + " of dimensions " + input + " is not 1");
            }
        }
        return left;
    }

    private static List<Integer> unsqueezed(NodeImport node) {
        List<Integer> input = node.dimensions(0);
        List<Long> axes = axes(node, AXES_INPUT).orElseThrow(() -> node.fault("it has no axes"));
        int rank = input.size() + axes.size();
        Set<Integer> added = new TreeSet<>();
        for (long axis : axes) {
            if (!added.add(node.axis(axis, rank))) {
                throw node.fault("it has axis " + axis + " twice");
            }
        }
        List<Integer> dimensions = new ArrayList<>(input);
        added.forEach(axis -> dimensions.add(axis, 1));
        return dimensions;
    }

    private static void transpose(NodeImport node) {
        int rank = node.dimensions(0).size();
        List<Integer> order = new ArrayList<>();
        if (node.attributes().has("perm")) {
            for (int axis : node.attributes().perAxis("perm", rank, 0)) {
                order.add(node.axis(axis, rank));
            }
        } else {
            for (int axis = rank - 1; axis >= 0; axis--) {
                order.add(axis);
            }
        }
        List<Integer> sorted = new ArrayList<>(order);
        Collections.sort(sorted);
        if (Set.copyOf(order).size() != rank) {
            throw node.fault("perm " + order + " has an axis twice");
        }
        if (sorted.equals(order)) {
            node.alias(0);
        } else if (node.isKnown(0)) {
            node.define(KnownViews.transpose(node.known(0), order, node.budget()));
        } else {
            node.compute(new Transpose(order), node.value(0));
        }
    }
}
