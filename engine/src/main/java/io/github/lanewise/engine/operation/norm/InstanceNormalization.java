package io.github.lanewise.engine.operation.norm;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.operation.FeatureMap;
import io.github.lanewise.engine.operation.PlaneLines;
import io.github.lanewise.engine.operation.RowPass;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;

/**
 * y = scale · (x - mean) / √(variance + ε) + bias with mean and variance (that of a population) of
 * each channel of each image (ONNX InstanceNormalization, opset 22). Inputs: x (N×C×W or N×C×H×W),
 * and as constants of C numbers scale and bias.
 *
 * @param epsilon ε
 */
public record InstanceNormalization(float epsilon) implements Operation {
    private static final List<String> NAMES = List.of("scale", "bias");

    @Override
    public String kind() {
        return "InstanceNormalization";
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        return List.of(Channels.check(kind(), inputs, 3, NAMES));
    }

    @Override
    public Set<Integer> constantInputs() {
        return Set.of(1, 2);
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
        return new Plan(
                epsilon,
                Channels.vectors(context, c -> Channels.constant(context, 1, c)),
                Channels.vectors(context, c -> Channels.constant(context, 2, c)),
                context.input().extents().image().height(),
                context.workers());
    }

    private record Plan(
            float epsilon, MemorySegment scales, MemorySegment biases, int height, int workers)
            implements NodePlan {
        @Override
        public long scratchFloats() {
            return InstancePlane.FIRST_LINE / Float.BYTES + 2L * height * Lanes.COUNT;
        }

        @Override
        public Sharing sharing() {
            return Sharing.OVERWRITE;
        }

        @Override
        public ImagePass pass(
                List<Buffer> inputs, List<Buffer> outputs, List<MemorySegment> scratch) {
            FeatureMap x = FeatureMap.of(inputs.getFirst());
            FeatureMap y = FeatureMap.of(outputs.getFirst());
            PlaneLines lines = PlaneLines.of(x.layout(), y.layout());
            InstancePlane plane =
                    new InstancePlane(x, y, lines, epsilon, scales, biases, List.copyOf(scratch));
            return RowPass.of(
                    plane, x.images(), x.layout().planes(), 1, 3.0 * lines.vectors(), workers);
        }
    }
}
