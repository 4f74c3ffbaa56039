package io.github.lanewise.engine.operation.shape;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.ArrayList;
import java.util.List;

/**
 * Mixes groups of channels: channel {@code i · groups + g} of the output is channel i of group g,
 * {@code g · (C / groups) + i} of the input (Zhang et al., ShuffleNet, 2018). ONNX files have it as
 * Reshape, Transpose and Reshape. The value is a feature map; images are kept.
 *
 * @param groups number of groups, of which C is a multiple
 */
public record ChannelShuffle(int groups) implements Operation {
    private static final int CHANNELS = 1;

    @Override
    public String kind() {
        return "ChannelShuffle";
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        Extents input = inputs.getFirst();
        if (!input.isFeatureMap() || groups < 1 || input.get(CHANNELS) % groups != 0) {
            throw new ShapeException(
                    "A value of " + input + " has no channels in " + groups + " equal groups.");
        }
        return List.of(input);
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        return CopyPlan.orders(inputs, outputs);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        return true;
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        Extents extents = context.input().extents();
        int count = extents.get(CHANNELS) / groups;
        List<Box> boxes = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            AxisRun run = new AxisRun(group * count, 1, group, groups, count);
            boxes.add(Box.whole(0, extents, CHANNELS, run));
        }
        return new CopyPlan(List.of(new Assembly(extents, boxes)), 0, context, order);
    }

    @Override
    public String describe() {
        return kind() + " of " + groups + " groups";
    }
}
