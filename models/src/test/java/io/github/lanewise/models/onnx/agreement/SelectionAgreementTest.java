package io.github.lanewise.models.onnx.agreement;

import static io.github.lanewise.models.onnx.write.OnnxAttribute.integer;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.integers;

import io.github.lanewise.models.onnx.write.OnnxAttribute;
import io.github.lanewise.models.onnx.write.OnnxTensor;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Concat, Split, Slice and Gather. */
class SelectionAgreementTest {
    @Property(tries = 100, maxDiscardRatio = 1)
    void concat(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int rank = draw.between(1, 5);
        int axis = draw.between(0, rank - 1);
        int opset = draw.number(7, 11, 13, 22, 23);
        long[] extents = draw.extents(rank);
        Trial trial = new Trial(draw, opset).exactly().input("x0", extents);
        List<String> names = new ArrayList<>(List.of("x0"));
        int count = draw.between(1, 4);
        for (int i = 1; i < count; i++) {
            long[] others = extents.clone();
            others[axis] = draw.flag() ? draw.between(1, 5) : extents[axis];
            trial.operand("x" + i, others);
            names.add(draw.between(0, names.size()), "x" + i);
        }
        int counted = opset >= 11 && draw.flag() ? axis - rank : axis;
        trial.node("Concat", String.join(" ", names), "y", integer("axis", counted))
                .output("y")
                .agrees();
    }

    /** Sizes are an attribute, an input since version 13, or their number since version 18. */
    @Property(tries = 120, maxDiscardRatio = 1)
    void split(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int opset = draw.number(7, 11, 13, 18, 22, 23);
        int rank = draw.between(1, 4);
        int axis = draw.between(0, rank - 1);
        boolean equal = draw.flag();
        int parts = draw.between(1, 4);
        long[] sizes = draw.numbers(parts, 1, draw.number(3, 17));
        long[] extents = draw.extents(rank);
        extents[axis] = 0;
        for (int i = 0; i < parts; i++) {
            sizes[i] = equal ? sizes[0] : sizes[i];
            extents[axis] += sizes[i];
        }
        List<OnnxAttribute> attributes = new ArrayList<>();
        if (axis != 0 || draw.flag()) {
            attributes.add(integer("axis", opset >= 11 && draw.flag() ? axis - rank : axis));
        }
        Trial trial = new Trial(draw, opset).exactly();
        (axis == 0 ? trial.closed() : trial).input("x", extents);
        String from = "x";
        if (!equal || draw.flag()) {
            if (opset >= 13) {
                trial.list("sizes", sizes);
                from = "x sizes";
            } else {
                attributes.add(integers("split", sizes));
            }
        } else if (opset >= 18) {
            attributes.add(integer("num_outputs", parts));
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            names.add("y" + i);
        }
        trial.node("Split", from, String.join(" ", names), attributes)
                .output(names.toArray(String[]::new))
                .agrees();
    }

    /** The last of as many parts as told is smaller. */
    @Property(tries = 40, maxDiscardRatio = 1)
    void unevenSplit(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int parts = draw.between(2, 3);
        int size = draw.between(2, 9);
        long[] extents = {draw.images(), (long) parts * size - draw.between(1, size - 1), 3, 2};
        new Trial(draw, draw.number(18, 22, 23))
                .exactly()
                .input("x", extents)
                .node(
                        "Split",
                        "x",
                        parts == 2 ? "y0 y1" : "y0 y1 y2",
                        integer("axis", 1),
                        integer("num_outputs", parts))
                .output(parts == 2 ? new String[] {"y0", "y1"} : new String[] {"y0", "y1", "y2"})
                .agrees();
    }

    /** Ranges reach beyond the ends, too; what is left is never empty. */
    @Property(tries = 150, maxDiscardRatio = 1)
    void slice(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int opset = draw.number(7, 10, 11, 13, 22, 23);
        int rank = draw.between(1, 5);
        long[] extents = draw.extents(rank);
        List<Integer> axes = draw.axes(rank);
        boolean allAxes = axes.size() == rank && draw.flag();
        if (allAxes) {
            axes = axes.stream().sorted().toList();
        }
        long[][] ranges = new long[3][axes.size()];
        for (int i = 0; i < axes.size(); i++) {
            long extent = extents[axes.get(i)];
            long[] range = range(draw, extent, opset >= 10);
            for (int part = 0; part < 3; part++) {
                ranges[part][i] = range[part];
            }
        }
        Trial trial = new Trial(draw, opset).exactly().input("x", extents);
        if (opset < 10) {
            List<OnnxAttribute> attributes = new ArrayList<>();
            attributes.add(integers("starts", ranges[0]));
            attributes.add(integers("ends", ranges[1]));
            if (!allAxes) {
                attributes.add(integers("axes", Draw.longs(axes)));
            }
            trial.node("Slice", "x", "y", attributes);
        } else {
            trial.list("starts", ranges[0])
                    .list("ends", ranges[1])
                    .list("axes", Draw.longs(axes))
                    .list("steps", ranges[2])
                    .node("Slice", "x starts ends " + (allAxes ? "-" : "axes") + " steps", "y");
        }
        trial.output("y").agrees();
    }

    /** Returns start, end and step. */
    private static long[] range(Draw draw, long extent, boolean steps) {
        int first = draw.between(0, (int) extent - 1);
        int last = draw.between(first, (int) extent - 1);
        long step = steps ? draw.number(1, 1, 2, 3) : 1;
        if (steps && draw.onceIn(3)) {
            long end = first == 0 ? -extent - draw.between(1, 3) : first - 1;
            return new long[] {draw.flag() ? last : last - extent, end, -step};
        }
        boolean toEnd = last == extent - 1;
        long end = toEnd && draw.flag() ? Integer.MAX_VALUE : toEnd ? extent : last + 1 - extent;
        return new long[] {draw.flag() ? first : first - extent, end, step};
    }

    @Property(tries = 80, maxDiscardRatio = 1)
    void gather(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int opset = draw.number(7, 11, 13, 22, 23);
        int rank = draw.between(1, 4);
        int axis = draw.between(0, rank - 1);
        long[] extents = draw.extents(rank);
        long[] indexExtents = draw.numbers(draw.between(0, 2), 1, 3);
        int count = (int) Draw.product(indexExtents);
        boolean negative = opset >= 11;
        int most = (int) extents[axis] - 1;
        long[] indices = draw.numbers(count, negative ? -most - 1 : 0, most);
        new Trial(draw, opset)
                .exactly()
                .input("x", extents)
                .constant("indices", OnnxTensor.of(indices, indexExtents), indexExtents)
                .node(
                        "Gather",
                        "x indices",
                        "y",
                        integer("axis", negative && draw.flag() ? axis - rank : axis))
                .output("y")
                .agrees();
    }
}
