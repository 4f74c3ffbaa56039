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
 * Every some place of each axis: place k of the output is {@code start + k · step} of the input
 * (ONNX Slice, opset 13, with starts and ends that are clamped and resolved). It keeps images if
 * axis 0 is taken as it is.
 *
 * @param starts first place per axis, from 0 to the extent (exclusive)
 * @param steps per axis; not 0, but maybe negative
 * @param output extents
 */
public record Slice(List<Integer> starts, List<Integer> steps, Extents output)
        implements Operation {
    /** Copies the lists. */
    public Slice {
        starts = List.copyOf(starts);
        steps = List.copyOf(steps);
    }

    @Override
    public String kind() {
        return "Slice";
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        Extents input = inputs.getFirst();
        Axes.checkCount(input, starts.size(), "Starts of a slice");
        Axes.checkCount(input, steps.size(), "Steps of a slice");
        Axes.checkCount(input, output.rank(), "Extents of a slice");
        for (int axis = 0; axis < input.rank(); axis++) {
            int first = starts.get(axis);
            long last = first + (output.get(axis) - 1L) * steps.get(axis);
            int extent = input.get(axis);
            if (steps.get(axis) == 0
                    || first < 0
                    || first >= extent
                    || last < 0
                    || last >= extent) {
                throw new ShapeException(
                        "A slice of axis "
                                + axis
                                + " of a value of "
                                + input
                                + " cannot go from "
                                + first
                                + " to "
                                + last
                                + " in steps of "
                                + steps.get(axis)
                                + ".");
            }
        }
        return List.of(output);
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        return CopyPlan.orders(inputs, outputs);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        Extents input = inputs.getFirst().extents();
        return input.rank() > 0
                && starts.getFirst() == 0
                && steps.getFirst() == 1
                && input.get(0) == output.get(0);
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        List<AxisRun> runs = new ArrayList<>();
        for (int axis = 0; axis < output.rank(); axis++) {
            runs.add(AxisRun.of(starts.get(axis), steps.get(axis), 0, output.get(axis)));
        }
        Assembly assembly = new Assembly(output, List.of(new Box(0, runs)));
        return new CopyPlan(List.of(assembly), 0, context, order);
    }
}
