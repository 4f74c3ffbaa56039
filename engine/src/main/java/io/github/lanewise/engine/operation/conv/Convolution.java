package io.github.lanewise.engine.operation.conv;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.conv.ChannelRange;
import io.github.lanewise.engine.layer.conv.ConvAlgorithm;
import io.github.lanewise.engine.layer.conv.ImageConvolutions;
import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.tensor.ShapeException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Convolution of x (N×C×H×W or N×C×W) with K filters w (K×C/groups×R×S, or without R), ONNX's Conv:
 * {@code y[n][k][p][q] = activation(bias[k] + Σ_c,r,s w[k][c][r][s] · x[n][c][p·strideH +
 * r·dilationH - top][q·strideW + s·dilationW - left] + residual[n][k][p][q])} with c in the group
 * of k. An input that is infinite or NaN may make results NaN that do not depend on it: with
 * minimal filtering those of its tiles, and where groups share a vector those of neighbouring
 * groups. Inputs are x, w, then the bias (K) and the residual (extents of y), where there are such.
 *
 * @param attributes strides, dilations, pads and groups
 * @param bias whether there is a bias
 * @param residual whether something is added before the activation
 * @param activation applied in the end
 */
public record Convolution(
        ConvAttributes attributes, boolean bias, boolean residual, Activation activation)
        implements Operation {
    @Override
    public String kind() {
        return "Conv";
    }

    private int residualInput() {
        return bias ? 3 : 2;
    }

    private ConvShape shape(Extents x, Extents w) {
        return ConvShape.of(attributes, x, w);
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        ConvShape.checkCount(inputs, residualInput() + (residual ? 1 : 0), "convolution");
        ConvShape shape = shape(inputs.getFirst(), inputs.get(1));
        Extents output = shape.output(inputs.getFirst());
        if (bias) {
            shape.checkBias(inputs.get(2));
        }
        if (residual && !inputs.get(residualInput()).equals(output)) {
            throw new ShapeException(
                    "A convolution to "
                            + output
                            + " cannot add a residual of "
                            + inputs.get(residualInput())
                            + ".");
        }
        return List.of(output);
    }

    @Override
    public Set<Integer> constantInputs() {
        return bias ? Set.of(1, 2) : Set.of(1);
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        return List.of(MemoryOrder.LANES);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        return true;
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        Value w = context.inputs().get(1);
        Optional<MemorySegment> biases =
                bias ? Optional.of(context.inputs().get(2).data()) : Optional.empty();
        ConvShape shape = shape(context.input().extents(), w.extents());
        ConvFilters filters = new ConvFilters(w.data(), biases, shape, false);
        OptionalInt added = residual ? OptionalInt.of(residualInput()) : OptionalInt.empty();
        if (DepthwiseConvolution.isPossible(filters)) {
            ChannelRange all = ChannelRange.of(filters.groups());
            DepthwiseConvolution depthwise = new DepthwiseConvolution(filters, context.workspace());
            List<ConvPart> parts = List.of(new ConvPart(depthwise, all, all));
            return new ConvPlan(parts, "depthwise", added, activation);
        }
        ConvAlgorithm algorithm = algorithm(filters);
        String title = algorithm.title();
        String how = filters.groups() == 1 ? title : "grouped " + title;
        return new ConvPlan(parts(filters, algorithm, context), how, added, activation);
    }

    private static List<ConvPart> parts(
            ConvFilters filters, ConvAlgorithm algorithm, NodeContext context) {
        ConvShape shape = filters.shape();
        if (algorithm == ConvAlgorithm.DIRECT) {
            return ConvParts.direct(filters, shape.rows(), shape.columns(), context.workspace());
        }
        try (Arena arena = Arena.ofConfined()) {
            ConvFilters whole = filters.merged(filters.groupsOfVector(), arena);
            return ConvParts.minimalFiltering(
                    whole, algorithm, context.workers(), context.workspace());
        }
    }

    /** Groups are computed one by one only where they begin with a vector. */
    private static ConvAlgorithm algorithm(ConvFilters filters) {
        ConvAttributes a = filters.shape().attributes();
        boolean dilated = a.dilationHeight() > 1 || a.dilationWidth() > 1;
        int merged = filters.groupsOfVector();
        boolean apart =
                filters.groups() == merged
                        || (merged * filters.groupInputs() % Lanes.COUNT == 0
                                && merged * filters.groupOutputs() % Lanes.COUNT == 0);
        return apart && !dilated
                ? ImageConvolutions.fastest(ConvParts.group(filters, merged))
                : ConvAlgorithm.DIRECT;
    }

    @Override
    public long multiplyAdds(List<Value> inputs, List<Value> outputs) {
        Extents w = inputs.get(1).extents();
        return outputs.getFirst().extents().elements() * (long) w.product(1, w.rank());
    }

    @Override
    public String describe() {
        String groups = attributes.groups() == 1 ? "" : " in " + attributes.groups() + " groups";
        String sum = residual ? " + residual" : "";
        String function =
                activation.isNone()
                        ? ""
                        : " + " + activation.function().name().toLowerCase(Locale.ROOT);
        return kind() + groups + sum + function;
    }
}
