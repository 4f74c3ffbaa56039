package io.github.lanewise.engine.operation.reduce;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.tensor.ShapeException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One number for all places of some axes (ONNX ReduceMean, ReduceSum, ReduceMax and ReduceMin,
 * opset 18). It keeps images unless axis 0 is reduced.
 *
 * <p>With channels in lanes it reduces all pixels of feature maps, or all channels if their axis
 * stays.
 *
 * @param reduction what the numbers are reduced to
 * @param axes that are reduced; without any, nothing is
 * @param keepAxes whether they stay, with extent 1
 */
public record Reduction(ReductionKind reduction, List<Integer> axes, boolean keepAxes)
        implements Operation {
    private static final int CHANNELS = 1;

    /** Copies the list. */
    public Reduction {
        axes = List.copyOf(axes);
    }

    @Override
    public String kind() {
        return reduction.operator();
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        Extents input = inputs.getFirst();
        for (int axis : axes) {
            Axes.check(input, axis, kind());
        }
        if (Set.copyOf(axes).size() != axes.size()) {
            throw new ShapeException(
                    kind() + " names an axis of a value of " + input + " twice: " + axes + ".");
        }
        List<Integer> extents = new ArrayList<>();
        for (int axis = 0; axis < input.rank(); axis++) {
            if (!axes.contains(axis)) {
                extents.add(input.get(axis));
            } else if (keepAxes) {
                extents.add(1);
            }
        }
        return List.of(Extents.of(extents.stream().mapToInt(Integer::intValue).toArray()));
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        Extents input = inputs.getFirst().extents();
        boolean lanes = input.isFeatureMap() && (isOfPixels(input.rank()) || isOfChannels());
        return lanes
                ? List.of(MemoryOrder.LANES, MemoryOrder.ROW_MAJOR)
                : List.of(MemoryOrder.ROW_MAJOR);
    }

    private boolean isOfChannels() {
        return keepAxes && axes.equals(List.of(CHANNELS));
    }

    private boolean isOfPixels(int rank) {
        List<Integer> pixels = IntStream.range(CHANNELS + 1, rank).boxed().toList();
        return !pixels.isEmpty() && axes.stream().sorted().toList().equals(pixels);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        return inputs.getFirst().extents().rank() > 0 && !axes.contains(0);
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        return new Plan(this, order, context.workers());
    }

    @Override
    public String describe() {
        return kind() + " over axes " + axes;
    }

    private record Plan(Reduction reduction, MemoryOrder order, int workers) implements NodePlan {
        @Override
        public long scratchFloats() {
            return Lanes.COUNT;
        }

        @Override
        public ImagePass pass(
                List<Buffer> inputs, List<Buffer> outputs, List<MemorySegment> scratch) {
            Buffer x = inputs.getFirst();
            Buffer y = outputs.getFirst();
            return new ReductionPass(
                    reduction.reduction, geometry(x, y), x.memory(), y.memory(), scratch, workers);
        }

        private ReductionGeometry geometry(Buffer x, Buffer y) {
            if (order == MemoryOrder.ROW_MAJOR) {
                return ReductionGeometry.rowMajor(x.extents(), reduction.axes);
            }
            return reduction.isOfChannels()
                    ? ReductionGeometry.channels(x, y)
                    : ReductionGeometry.pixels(x, y);
        }
    }
}
