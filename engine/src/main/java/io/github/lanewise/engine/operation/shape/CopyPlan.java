package io.github.lanewise.engine.operation.shape;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Placement;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.ImagePass;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A plan for outputs that are put together from boxes of the inputs, in either order. */
final class CopyPlan implements NodePlan {
    private final List<Assembly> outputs;
    private final MemoryOrder order;
    private final int workers;
    private final MemorySegment fill;
    private final List<List<List<LaneStep>>> steps = new ArrayList<>();

    /**
     * @param outputs how each is put together
     * @param number what is in boxes without a source
     */
    CopyPlan(List<Assembly> outputs, float number, NodeContext context, MemoryOrder order) {
        this.outputs = outputs;
        this.order = order;
        workers = context.workers();
        fill = context.workspace().floats(Lanes.COUNT);
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            fill.setAtIndex(ValueLayout.JAVA_FLOAT, lane, number);
        }
        if (order == MemoryOrder.LANES) {
            for (Assembly output : outputs) {
                List<Box> boxes = output.boxes().stream().map(Box::asFeatureMap).toList();
                int channels = output.extents().image().channels();
                steps.add(LaneStep.of(boxes, channels, context.workspace()));
            }
        }
    }

    /** Returns both orders for feature maps, row-major order for other values. */
    static List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        boolean maps =
                Stream.concat(inputs.stream(), outputs.stream())
                        .allMatch(value -> value.extents().isFeatureMap());
        return maps
                ? List.of(MemoryOrder.LANES, MemoryOrder.ROW_MAJOR)
                : List.of(MemoryOrder.ROW_MAJOR);
    }

    @Override
    public Placement constant(int input) {
        return Placement.of(order);
    }

    @Override
    public ImagePass pass(
            List<Buffer> inputs, List<Buffer> outputBuffers, List<MemorySegment> scratch) {
        List<ItemCopy> copies = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            Buffer target = outputBuffers.get(i);
            if (order == MemoryOrder.LANES) {
                copies.add(new LaneCopy(steps.get(i), inputs, fill, target));
            } else {
                copies.addAll(rowMajor(outputs.get(i), inputs, target.memory()));
            }
        }
        return new CopyPass(copies, workers);
    }

    private List<ItemCopy> rowMajor(Assembly output, List<Buffer> inputs, MemorySegment memory) {
        StridedView target = StridedView.of(memory, output.extents());
        List<ItemCopy> copies = new ArrayList<>();
        for (Box box : output.boxes()) {
            List<Integer> extents = box.axes().stream().map(AxisRun::count).toList();
            StridedView source = source(box, inputs);
            copies.add(
                    new StridedCopy(
                            extents, source, target.at(box.axes(), AxisRun::to, AxisRun::toStep)));
        }
        return copies;
    }

    private StridedView source(Box box, List<Buffer> inputs) {
        if (box.isFill()) {
            return StridedView.repeated(fill, box.axes().size());
        }
        Buffer input = inputs.get(box.source());
        return StridedView.of(input.memory(), input.extents())
                .at(box.axes(), AxisRun::from, AxisRun::fromStep);
    }
}
