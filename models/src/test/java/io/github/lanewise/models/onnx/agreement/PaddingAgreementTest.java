package io.github.lanewise.models.onnx.agreement;

import static io.github.lanewise.models.onnx.write.OnnxAttribute.integers;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.real;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.text;

import io.github.lanewise.models.onnx.write.OnnxAttribute;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PaddingAgreementTest {
    /** Since this version amounts and value are inputs. */
    private static final int INPUTS = 11;

    /** Since this version axes are another input. */
    private static final int AXES = 18;

    @Property(tries = 150, maxDiscardRatio = 1)
    void pad(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int opset = draw.number(7, 10, 11, 13, 18, 19, 21, 22, 23);
        int rank = draw.between(1, 5);
        String mode = draw.text("constant", "constant", "reflect", "edge");
        long[] extents = draw.extents(rank);
        boolean given = opset >= AXES && draw.flag();
        List<Integer> axes = given ? draw.axes(rank) : allAxes(rank);
        long[] pads = pads(draw, extents, axes, mode);
        List<OnnxAttribute> attributes = new ArrayList<>();
        if (!mode.equals("constant") || draw.flag()) {
            attributes.add(text("mode", mode));
        }
        Trial trial = new Trial(draw, opset).exactly().input("x", extents);
        boolean value = draw.flag();
        if (opset < INPUTS) {
            attributes.add(integers("pads", pads));
            if (value) {
                attributes.add(real("value", 1.5f));
            }
            trial.node("Pad", "x", "y", attributes);
        } else {
            trial.list("pads", pads);
            trial.constant("value", new float[] {1.5f});
            String from = "x pads" + (value ? " value" : given ? " -" : "");
            if (given) {
                trial.list("axes", negative(draw, axes, rank));
                from += " axes";
            }
            trial.node("Pad", from, "y", attributes);
        }
        trial.output("y").agrees();
    }

    private static List<Integer> allAxes(int rank) {
        List<Integer> axes = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            axes.add(axis);
        }
        return axes;
    }

    private static long[] negative(Draw draw, List<Integer> axes, int rank) {
        long[] counted = Draw.longs(axes);
        for (int i = 0; i < counted.length; i++) {
            counted[i] -= draw.flag() ? rank : 0;
        }
        return counted;
    }

    /** Returns amounts before and after; a reflection is shorter than the axis. */
    private static long[] pads(Draw draw, long[] extents, List<Integer> axes, String mode) {
        int count = axes.size();
        long[] pads = new long[2 * count];
        boolean crops = draw.onceIn(4);
        for (int i = 0; i < count; i++) {
            int extent = (int) extents[axes.get(i)];
            int most = mode.equals("reflect") ? Math.min(3, extent - 1) : 3;
            if (draw.flag()) {
                pads[i] = draw.between(0, most);
                pads[i + count] = draw.between(0, most);
            } else if (crops && extent > 1) {
                pads[draw.flag() ? i : i + count] = -draw.between(1, extent - 1);
            }
        }
        return pads;
    }
}
