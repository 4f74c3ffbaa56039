package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.shape.Concatenation;
import io.github.lanewise.engine.operation.shape.Gather;
import io.github.lanewise.engine.operation.shape.Split;
import io.github.lanewise.models.onnx.known.Known;
import io.github.lanewise.models.onnx.known.KnownViews;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Operators that put values together or take parts of them. */
final class Selections {
    /** Since this version the sizes of Split are an input. */
    private static final int SPLIT_INPUT = 13;

    private static final int MOST_PARTS = 1 << 12;
    private static final int MOST_INDICES = 1 << 20;

    private Selections() {}

    static void register(SupportedOperators operators) {
        operators.translate("Concat", Selections::concatenate);
        operators.translate("Split", Selections::split);
        operators.translate("Slice", node -> SliceRange.of(node).apply(node));
        operators.translate("Gather", Selections::gather);
    }

    private static void concatenate(NodeImport node) {
        if (!node.attributes().has("axis")) {
            throw node.fault("attribute axis is missing");
        }
        int axis = node.axis(node.attributes().integer("axis", 0), node.dimensions(0).size());
        if (node.inputs() == 1) {
            node.alias(0);
        } else if (node.allKnown()) {
            List<Known> parts = new ArrayList<>();
            for (int input = 0; input < node.inputs(); input++) {
                parts.add(node.known(input));
            }
            node.define(KnownViews.concatenate(parts, axis, node.budget()));
        } else {
            node.compute(new Concatenation(axis), nonEmpty(node, axis));
        }
    }

    /** Returns the inputs without constants that have no elements, which change nothing. */
    private static List<Value> nonEmpty(NodeImport node, int axis) {
        List<Value> values = new ArrayList<>();
        for (int input = 0; input < node.inputs(); input++) {
            List<Integer> dimensions = node.dimensions(input);
            if (axis >= dimensions.size() || dimensions.get(axis) != 0) {
                values.add(node.value(input));
            }
        }
        return values;
    }

    private static void split(NodeImport node) {
        List<Integer> input = node.dimensions(0);
        int axis = node.axis(node.attributes().integer("axis", 0), input.size());
        List<Integer> sizes = sizes(node, input.get(axis));
        if (sizes.stream().mapToLong(Integer::longValue).sum() != input.get(axis)) {
            throw node.fault(
                    "parts of " + sizes + " are not axis " + axis + " of dimensions " + input);
        }
        if (sizes.size() < node.outputs()) {
            throw node.fault("it has " + node.outputs() + " outputs for parts of " + sizes);
        }
        if (sizes.size() == 1) {
            node.alias(0);
        } else if (node.isKnown(0)) {
            splitKnown(node, axis, sizes);
        } else {
            node.computeAll(new Split(axis, sizes), List.of(node.value(0)), sizes.size());
        }
    }

    private static void splitKnown(NodeImport node, int axis, List<Integer> sizes) {
        Known from = node.known(0);
        int[] strides = KnownViews.strides(from.dimensions());
        int first = 0;
        for (int part = 0; part < sizes.size(); part++) {
            List<Integer> dimensions = new ArrayList<>(from.dimensions());
            dimensions.set(axis, sizes.get(part));
            int offset = first * strides[axis];
            Known cut = KnownViews.strided(from, dimensions, offset, strides, node.budget());
            node.define(part, new Operand.Constant(cut));
            first += sizes.get(part);
        }
    }

    private static List<Integer> sizes(NodeImport node, int extent) {
        Optional<List<Long>> given =
                node.operatorSet() < SPLIT_INPUT
                        ? node.attributes().integers("split")
                        : Optional.of(1).filter(node::has).map(i -> node.integers(i, "split"));
        if (given.isPresent()) {
            return Dimensions.of(node, given.get());
        }
        // Equal parts; where the extent cannot be divided the last one is smaller.
        int count = node.attributes().smallInteger("num_outputs", node.outputs());
        if (count < 1 || count > MOST_PARTS) {
            throw node.fault("it cannot have " + count + " outputs");
        }
        int size = Math.ceilDiv(extent, count);
        List<Integer> sizes = new ArrayList<>();
        for (int part = 0; part < count; part++) {
            sizes.add(Math.min(size, Math.max(0, extent - part * size)));
        }
        return sizes;
    }

    private static void gather(NodeImport node) {
        List<Integer> input = node.dimensions(0);
        int axis = node.axis(node.attributes().integer("axis", 0), input.size());
        Known indices = node.known(1, "indices");
        if (indices.type().isFloat() || indices.elements() > MOST_INDICES) {
            throw node.fault("its indices are a " + indices);
        }
        List<Integer> positive = new ArrayList<>();
        for (long index : indices.integers()) {
            long counted = index < 0 ? index + input.get(axis) : index;
            if (counted < 0 || counted >= input.get(axis)) {
                throw node.fault(
                        "there is no index " + index + " along axis " + axis + " of " + input);
            }
            positive.add((int) counted);
        }
        if (node.isKnown(0)) {
            node.define(
                    KnownViews.gather(
                            node.known(0), axis, positive, indices.dimensions(), node.budget()));
        } else {
            node.compute(new Gather(axis, positive, indices.dimensions()), node.value(0));
        }
    }
}
