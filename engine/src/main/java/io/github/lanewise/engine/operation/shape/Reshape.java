package io.github.lanewise.engine.operation.shape;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.tensor.ShapeException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The same floats in row-major order with other extents (ONNX Reshape, Flatten, Squeeze,
 * Unsqueeze). It keeps images if axis 0 is the same before and after.
 *
 * @param output the other extents, with as many elements
 */
public record Reshape(Extents output) implements Operation {
    @Override
    public String kind() {
        return "Reshape";
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        Extents input = inputs.getFirst();
        if (input.elements() != output.elements()) {
            throw new ShapeException(
                    "A value of "
                            + input
                            + " cannot be reshaped to "
                            + output
                            + ": the numbers of elements are "
                            + input.elements()
                            + " and "
                            + output.elements()
                            + ".");
        }
        return List.of(output);
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        return List.of(MemoryOrder.ROW_MAJOR);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        Extents input = inputs.getFirst().extents();
        return input.rank() > 0 && output.rank() > 0 && input.get(0) == output.get(0);
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        return new Plan(context.workers());
    }

    private record Plan(int workers) implements NodePlan {
        @Override
        public Sharing sharing() {
            return Sharing.RESHAPE;
        }

        @Override
        public ImagePass pass(
                List<Buffer> inputs, List<Buffer> outputs, List<MemorySegment> scratch) {
            MemorySegment x = inputs.getFirst().memory();
            MemorySegment y = outputs.getFirst().memory();
            if (x.address() == y.address()) {
                return new CopyPass(List.of(), workers);
            }
            Extents all = Extents.of(inputs.getFirst().extents().elements());
            StridedView from = StridedView.of(x, all);
            StridedView to = StridedView.of(y, all);
            return new CopyPass(List.of(new StridedCopy(List.of(all.get(0)), from, to)), workers);
        }
    }
}
