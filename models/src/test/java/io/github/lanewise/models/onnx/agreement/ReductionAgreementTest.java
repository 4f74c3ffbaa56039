package io.github.lanewise.models.onnx.agreement;

import static io.github.lanewise.models.onnx.write.OnnxAttribute.integer;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.integers;

import io.github.lanewise.models.onnx.write.OnnxAttribute;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ReductionAgreementTest {
    /** Since this version softmax is along one axis; before, along all from one on. */
    @Property(tries = 120, maxDiscardRatio = 1)
    void softmax(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int opset = draw.number(7, 11, 13, 22, 23);
        int rank = draw.between(1, 5);
        long[] extents = draw.extents(rank);
        List<OnnxAttribute> attributes = new ArrayList<>();
        if (draw.flag() || rank == 1) {
            attributes.add(integer("axis", draw.axis(rank, opset >= 11)));
        }
        new Trial(draw, opset)
                .input("x", draw.reals(-9, 9, extents), extents)
                .node(draw.text("Softmax", "LogSoftmax"), "x", "y", attributes)
                .output("y")
                .agrees();
    }

    /** Axes are an attribute, later an input; without any, all are meant. */
    @Property(tries = 150, maxDiscardRatio = 1)
    void reduce(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int opset = draw.number(7, 11, 12, 13, 18, 20, 22, 23);
        String operator = draw.text("ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin");
        int rank = draw.between(1, 5);
        List<OnnxAttribute> attributes = new ArrayList<>();
        draw.maybe(attributes, integer("keepdims", draw.between(0, 1)));
        Trial trial = new Trial(draw, opset).input("x", draw.extents(rank));
        boolean input = opset >= (operator.equals("ReduceSum") ? 13 : 18);
        boolean given = !draw.onceIn(4);
        if (input) {
            draw.maybe(attributes, integer("noop_with_empty_axes", draw.between(0, 1)));
        }
        String from = "x";
        if (given && input) {
            trial.list("axes", axes(draw, rank, true));
            from = "x axes";
        } else if (given) {
            attributes.add(integers("axes", axes(draw, rank, opset >= 11)));
        }
        trial.node(operator, from, "y", attributes).output("y").agrees();
    }

    private static long[] axes(Draw draw, int rank, boolean mayBeNegative) {
        long[] axes = Draw.longs(draw.axes(rank));
        for (int i = 0; i < axes.length; i++) {
            axes[i] -= mayBeNegative && draw.flag() ? rank : 0;
        }
        return axes;
    }
}
