package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.reduce.Reduction;
import io.github.lanewise.engine.operation.reduce.ReductionKind;
import io.github.lanewise.engine.operation.reduce.Softmax;
import io.github.lanewise.engine.operation.shape.Reshape;
import io.github.lanewise.models.onnx.known.KnownReduction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reductions along axes, and softmax. */
final class Reductions {
    private static final Map<String, ReductionKind> KINDS =
            Map.of(
                    "ReduceMean", ReductionKind.MEAN,
                    "ReduceSum", ReductionKind.SUM,
                    "ReduceMax", ReductionKind.MAX,
                    "ReduceMin", ReductionKind.MIN);

    /** Since these versions the axes are an input. */
    private static final int SUM_INPUT = 13;

    private static final int OTHERS_INPUT = 18;

    /** Since this version softmax is along one axis, the last by default. */
    private static final int SOFTMAX_AXIS = 13;

    private Reductions() {}

    static void register(SupportedOperators operators) {
        KnownReduction.names().forEach(name -> operators.fold(name, Reductions::fold));
        KINDS.forEach((name, kind) -> operators.translate(name, node -> reduce(node, kind)));
        operators.translate("Softmax", node -> softmax(node, false));
        operators.translate("LogSoftmax", node -> softmax(node, true));
    }

    private static Set<Integer> axes(NodeImport node) {
        int rank = node.dimensions(0).size();
        int since = node.operator().equals("ReduceSum") ? SUM_INPUT : OTHERS_INPUT;
        List<Long> given = Reshapes.axes(node, since).orElse(List.of());
        Set<Integer> axes = new TreeSet<>();
        given.forEach(axis -> axes.add(node.axis(axis, rank)));
        if (axes.isEmpty() && !node.attributes().flag("noop_with_empty_axes", false)) {
            for (int axis = 0; axis < rank; axis++) {
                axes.add(axis);
            }
        }
        return axes;
    }

    private static void fold(NodeImport node) {
        node.define(
                KnownReduction.reduce(
                        node.operator(),
                        node.known(0),
                        axes(node),
                        node.attributes().flag("keepdims", true),
                        node.budget()));
    }

    private static void reduce(NodeImport node, ReductionKind kind) {
        List<Integer> axes = List.copyOf(axes(node)).stream().sorted().toList();
        if (axes.isEmpty()) {
            node.alias(0);
            return;
        }
        boolean keep = node.attributes().flag("keepdims", true);
        node.compute(new Reduction(kind, axes, keep), node.value(0));
    }

    /** Before version 13 all axes from the given one on are one. */
    private static void softmax(NodeImport node, boolean logarithm) {
        List<Integer> dimensions = node.dimensions(0);
        int rank = dimensions.size();
        boolean oneAxis = node.operatorSet() >= SOFTMAX_AXIS;
        int axis = node.axis(node.attributes().integer("axis", oneAxis ? -1 : 1), rank);
        if (oneAxis || Dimensions.product(node, dimensions, axis + 1, rank) == 1) {
            node.compute(new Softmax(axis, logarithm), node.value(0));
            return;
        }
        List<Integer> matrix =
                List.of(
                        Dimensions.product(node, dimensions, 0, axis),
                        Dimensions.product(node, dimensions, axis, rank));
        Value flat = node.step(new Reshape(node.extents(matrix)), node.value(0));
        Value softmax = node.step(new Softmax(1, logarithm), flat);
        node.compute(new Reshape(node.extents(dimensions)), softmax);
    }
}
