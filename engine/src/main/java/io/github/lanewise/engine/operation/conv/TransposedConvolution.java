package io.github.lanewise.engine.operation.conv;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.layer.conv.PixelAxis;
import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.tensor.ShapeException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Transposed convolution of x (N×C×H×W or N×C×W) with filters w (C×K/groups×R×S, or without R),
 * ONNX's ConvTranspose: what a convolution with these attributes does to the gradient of its
 * output. Output rows are strideH·(H - 1) + (R - 1)·dilationH + 1 + outputPaddingH - top - bottom.
 * Inputs are x, w, then the bias (K), if there is one.
 *
 * @param attributes strides, dilations, groups, and pads, which are cut off the output
 * @param outputPaddingHeight rows that are appended to the output
 * @param outputPaddingWidth columns that are appended to the output
 * @param bias whether there is a bias
 */
public record TransposedConvolution(
        ConvAttributes attributes, int outputPaddingHeight, int outputPaddingWidth, boolean bias)
        implements Operation {
    /**
     * @throws ShapeException if an output padding is negative
     */
    public TransposedConvolution {
        if (outputPaddingHeight < 0 || outputPaddingWidth < 0) {
            throw new ShapeException(
                    "The output padding of a transposed convolution is at least 0, but got "
                            + outputPaddingHeight
                            + "×"
                            + outputPaddingWidth
                            + ".");
        }
    }

    @Override
    public String kind() {
        return "ConvTranspose";
    }

    private ConvShape shape(Extents x, Extents w) {
        return ConvShape.transposed(attributes, outputPaddingHeight, outputPaddingWidth, x, w);
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        ConvShape.checkCount(inputs, bias ? 3 : 2, "transposed convolution");
        ConvShape shape = shape(inputs.getFirst(), inputs.get(1));
        if (bias) {
            shape.checkBias(inputs.get(2));
        }
        return List.of(shape.output(inputs.getFirst()));
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
        ConvFilters filters = new ConvFilters(w.data(), biases, shape, true);
        List<ConvPart> parts = new ArrayList<>();
        List<PixelAxis> rows = shape.transposedRows().phases();
        List<PixelAxis> columns = shape.transposedColumns().phases();
        for (PixelAxis row : rows) {
            for (PixelAxis column : columns) {
                parts.addAll(ConvParts.direct(filters, row, column, context.workspace()));
            }
        }
        int phases = rows.size() * columns.size();
        String groups = filters.groups() == 1 ? "" : "grouped ";
        String how = groups + "direct" + (phases == 1 ? "" : ", " + phases + " phases");
        return new ConvPlan(parts, how, OptionalInt.empty(), Activation.NONE);
    }

    @Override
    public long multiplyAdds(List<Value> inputs, List<Value> outputs) {
        Extents w = inputs.get(1).extents();
        return inputs.getFirst().extents().elements() * (long) w.product(1, w.rank());
    }

    @Override
    public String describe() {
        return attributes.groups() == 1
                ? kind()
                : kind() + " in " + attributes.groups() + " groups";
    }
}
