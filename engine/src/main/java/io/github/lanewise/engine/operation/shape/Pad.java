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
 * A value inside a border (ONNX Pad, opset 21, without {@code wrap}). Negative amounts cut places
 * off; this is done first, so that a border mirrors or repeats what is left. It keeps images if
 * axis 0 has no border.
 *
 * @param before places in front of the first, per axis
 * @param after places behind the last, per axis
 * @param mode what the border is made of
 * @param value number of a constant border
 */
public record Pad(List<Integer> before, List<Integer> after, PadMode mode, float value)
        implements Operation {
    /** Copies the lists. */
    public Pad {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    @Override
    public String kind() {
        return "Pad";
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        Extents input = inputs.getFirst();
        Axes.checkCount(input, before.size(), "A pad in front");
        Axes.checkCount(input, after.size(), "A pad behind");
        int[] extents = new int[input.rank()];
        for (int axis = 0; axis < extents.length; axis++) {
            PaddedAxis padded = axis(input, axis);
            check(padded, axis, input);
            extents[axis] = Axes.extent(padded.outputs());
        }
        return List.of(Extents.of(extents));
    }

    private void check(PaddedAxis padded, int axis, Extents input) {
        String what = "Axis " + axis + " of a value of " + input;
        if (padded.left() < 1) {
            throw new ShapeException(
                    what
                            + " has nothing left if "
                            + before.get(axis)
                            + " and "
                            + after.get(axis)
                            + " places are added.");
        }
        int border = Math.max(before.get(axis), after.get(axis));
        if (mode == PadMode.REFLECT && border >= padded.left()) {
            throw new ShapeException(
                    what
                            + " cannot be reflected into a border of "
                            + border
                            + " places; at most "
                            + (padded.left() - 1)
                            + " can be made.");
        }
    }

    private PaddedAxis axis(Extents input, int axis) {
        return new PaddedAxis(input.get(axis), before.get(axis), after.get(axis));
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        return CopyPlan.orders(inputs, outputs);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        return !before.isEmpty() && before.getFirst() == 0 && after.getFirst() == 0;
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        List<Box> boxes = List.of(new Box(0, List.of()));
        Extents input = context.input().extents();
        for (int axis = 0; axis < input.rank(); axis++) {
            List<Box> longer = new ArrayList<>();
            for (PaddedAxis.Part part : axis(input, axis).parts(mode)) {
                for (Box box : boxes) {
                    List<AxisRun> runs = new ArrayList<>(box.axes());
                    runs.add(part.run());
                    longer.add(new Box(part.filled() ? Box.FILL : box.source(), runs));
                }
            }
            boxes = longer;
        }
        Assembly assembly = new Assembly(context.output().extents(), boxes);
        return new CopyPlan(List.of(assembly), value, context, order);
    }
}
