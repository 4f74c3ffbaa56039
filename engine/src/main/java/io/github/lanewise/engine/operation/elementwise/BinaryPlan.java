package io.github.lanewise.engine.operation.elementwise;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.layer.ImagePass;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A function of two values that are broadcast to an output. */
final class BinaryPlan implements NodePlan {
    private final RowFunction function;
    private final MemoryOrder order;
    private final Extents output;
    private final int workers;
    private final Sharing sharing;

    /** Constants with channels in lanes. */
    private final List<Optional<Operand>> packed = new ArrayList<>();

    BinaryPlan(NodeContext context, MemoryOrder order, RowFunction function) {
        this.function = function;
        this.order = order;
        output = context.output().extents();
        workers = context.workers();
        Value first = context.input();
        sharing =
                !first.isConstant() && first.extents().equals(output)
                        ? Sharing.OVERWRITE
                        : Sharing.NONE;
        for (Value input : context.inputs()) {
            boolean pack = input.isConstant() && order == MemoryOrder.LANES;
            packed.add(
                    pack
                            ? Optional.of(Operand.packed(input, output, context.workspace()))
                            : Optional.empty());
        }
    }

    /** Returns the orders in which a function of these values can be computed. */
    static List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        Extents y = outputs.getFirst().extents();
        boolean lanes =
                y.isFeatureMap()
                        && inputs.stream().allMatch(x -> x.isConstant() || inLanes(x.extents(), y));
        return lanes
                ? List.of(MemoryOrder.LANES, MemoryOrder.ROW_MAJOR)
                : List.of(MemoryOrder.ROW_MAJOR);
    }

    private static boolean inLanes(Extents x, Extents y) {
        return x.isFeatureMap() && (x.rank() == y.rank() || x.elements() == 1);
    }

    /** Returns whether image n of the output depends on image n of each computed input only. */
    static boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        Extents y = outputs.getFirst().extents();
        return y.rank() > 0 && inputs.stream().allMatch(x -> keepsImages(x, y));
    }

    private static boolean keepsImages(Value input, Extents y) {
        Extents x = input.extents();
        if (input.isConstant()) {
            return x.rank() < y.rank() || x.get(0) == 1;
        }
        return x.rank() == y.rank() && x.get(0) == y.get(0);
    }

    @Override
    public Sharing sharing() {
        return sharing;
    }

    @Override
    public long scratchFloats() {
        return BinaryRow.SCRATCH_FLOATS;
    }

    @Override
    public ImagePass pass(List<Buffer> inputs, List<Buffer> outputs, List<MemorySegment> scratch) {
        List<Operand> operands = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Buffer input = inputs.get(i);
            operands.add(packed.get(i).orElseGet(() -> Operand.of(input, output)));
        }
        operands.add(Operand.of(outputs.getFirst(), output));
        Walk walk = new Walk(output, order, operands);
        List<BinaryRow> rows = scratch.stream().map(BinaryRow::new).toList();
        return new BinaryPass(function, order, operands, walk, rows, workers);
    }
}
