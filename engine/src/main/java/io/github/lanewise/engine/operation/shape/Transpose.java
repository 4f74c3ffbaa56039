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
import java.util.stream.IntStream;

/**
 * The axes in another order (ONNX Transpose, opset 21). It keeps images if axis 0 stays first.
 *
 * @param permutation axis of the input for each axis of the output
 */
public record Transpose(List<Integer> permutation) implements Operation {
    /** Copies the list. */
    public Transpose {
        permutation = List.copyOf(permutation);
    }

    @Override
    public String kind() {
        return "Transpose";
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        Extents input = inputs.getFirst();
        Axes.checkCount(input, permutation.size(), "A permutation");
        List<Integer> axes = IntStream.range(0, input.rank()).boxed().toList();
        if (!permutation.stream().sorted().toList().equals(axes)) {
            throw new ShapeException(
                    permutation + " is no order of the axes of a value of " + input + ".");
        }
        return List.of(Extents.of(permutation.stream().mapToInt(input::get).toArray()));
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        return List.of(MemoryOrder.ROW_MAJOR);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        return !permutation.isEmpty() && permutation.getFirst() == 0;
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        return new Plan(permutation, context.workers());
    }

    private record Plan(List<Integer> permutation, int workers) implements NodePlan {
        @Override
        public ImagePass pass(
                List<Buffer> inputs, List<Buffer> outputs, List<MemorySegment> scratch) {
            Buffer x = inputs.getFirst();
            Buffer y = outputs.getFirst();
            List<Integer> extents = IntStream.of(y.extents().toArray()).boxed().toList();
            StridedView from = StridedView.of(x.memory(), x.extents()).permuted(permutation);
            StridedView to = StridedView.of(y.memory(), y.extents());
            return new CopyPass(List.of(new StridedCopy(extents, from, to)), workers);
        }
    }
}
