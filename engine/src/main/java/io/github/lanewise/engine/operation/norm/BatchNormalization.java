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
 * y = scale · (x - mean) / √(variance + ε) + bias with known numbers for each channel (ONNX
 * BatchNormalization, opset 22, not in training). Inputs: x (N×C, N×C×W or N×C×H×W), and as
 * constants of C numbers scale, bias, mean and variance.
 *
 * @param epsilon ε
 */
public record BatchNormalization(float epsilon) implements Operation {
    private static final List<String> NAMES = List.of("scale", "bias", "mean", "variance");
    private static final int SCALE = 1;
    private static final int BIAS = 2;
    private static final int MEAN = 3;
    private static final int VARIANCE = 4;

    @Override
    public String kind() {
        return "BatchNormalization";
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        return List.of(Channels.check(kind(), inputs, 2, NAMES));
    }

    @Override
    public Set<Integer> constantInputs() {
        return Set.of(SCALE, BIAS, MEAN, VARIANCE);
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        return List.of(MemoryOrder.LANES);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        return true;
    }

    /** y = x · factor + constant. */
    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        return new Plan(
                Channels.vectors(context, c -> factor(context, c)),
                Channels.vectors(
                        context,
                        c ->
                                Channels.constant(context, BIAS, c)
                                        - Channels.constant(context, MEAN, c) * factor(context, c)),
                context.workers());
    }

    private double factor(NodeContext context, int channel) {
        return Channels.constant(context, SCALE, channel)
                / Math.sqrt(Channels.constant(context, VARIANCE, channel) + epsilon);
    }

    private record Plan(MemorySegment factors, MemorySegment constants, int workers)
            implements NodePlan {
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
            return RowPass.of(
                    (image, plane, line, worker) ->
                            AffineKernel.apply(
                                    x.memory(),
                                    x.vector(image, plane, line, 0),
                                    y.memory(),
                                    y.vector(image, plane, line, 0),
                                    lines.length(),
                                    factors,
                                    constants,
                                    (long) plane * Lanes.BYTES),
                    x.images(),
                    x.layout().planes(),
                    lines.count(),
                    lines.length(),
                    workers);
        }
    }
}
