package io.github.lanewise.models.onnx.agreement;

import static io.github.lanewise.models.onnx.write.OnnxAttribute.integer;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.integers;

import io.github.lanewise.models.onnx.write.OnnxAttribute;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Flatten, Reshape, Transpose, Squeeze and Unsqueeze. */
class ReshapeAgreementTest {
    private static final int NEGATIVE_AXES = 11;
    private static final int AXES_INPUT = 13;
    private static final int ALLOW_ZERO = 14;

    @Property(tries = 60, maxDiscardRatio = 1)
    void flatten(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int opset = draw.number(7, 9, 11, 13, 21, 22, 23);
        int rank = draw.between(1, 5);
        List<OnnxAttribute> attributes = new ArrayList<>();
        int axis = draw.between(opset >= NEGATIVE_AXES ? -rank : 0, rank);
        draw.maybe(attributes, integer("axis", axis));
        new Trial(draw, opset)
                .exactly()
                .input("x", draw.extents(rank))
                .node("Flatten", "x", "y", attributes)
                .output("y")
                .agrees();
    }

    /** Extents are joined and cut in front; one is inferred or copied. */
    @Property(tries = 100, maxDiscardRatio = 1)
    void reshape(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int opset = draw.number(7, 13, 14, 19, 21, 22, 23);
        long[] extents = draw.extents(draw.between(1, 5));
        long elements = Draw.product(extents);
        List<Long> shape = new ArrayList<>();
        int copied = draw.flag() ? 0 : draw.between(0, extents.length);
        for (int axis = 0; axis < copied; axis++) {
            shape.add(draw.flag() ? 0 : extents[axis]);
            elements /= extents[axis];
        }
        for (int factor : new int[] {2, 3, 1}) {
            if (elements % factor == 0 && draw.flag()) {
                shape.add((long) factor);
                elements /= factor;
            }
        }
        shape.add(draw.flag() ? -1 : elements);
        List<OnnxAttribute> attributes = new ArrayList<>();
        if (opset >= ALLOW_ZERO) {
            draw.maybe(attributes, integer("allowzero", shape.contains(0L) ? 0 : 1));
        }
        new Trial(draw, opset)
                .exactly()
                .input("x", extents)
                .list("shape", shape.stream().mapToLong(Long::longValue).toArray())
                .node("Reshape", "x shape", "y", attributes)
                .output("y")
                .agrees();
    }

    @Property(tries = 80, maxDiscardRatio = 1)
    void transpose(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int rank = draw.between(1, 5);
        List<OnnxAttribute> attributes = new ArrayList<>();
        if (!draw.onceIn(4)) {
            attributes.add(integers("perm", Draw.longs(draw.permutation(rank))));
        }
        new Trial(draw, draw.number(7, 13, 21, 22, 23))
                .exactly()
                .input("x", draw.extents(rank))
                .node("Transpose", "x", "y", attributes)
                .output("y")
                .agrees();
    }

    @Property(tries = 60, maxDiscardRatio = 1)
    void squeeze(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int opset = draw.number(7, 11, 13, 21, 22, 23);
        int rank = draw.between(1, 5);
        long[] extents = draw.extents(rank);
        List<Integer> axes = draw.axes(rank);
        axes.forEach(axis -> extents[axis] = 1);
        Trial trial = new Trial(draw, opset).exactly().input("x", extents);
        if (draw.onceIn(4)) {
            trial.node("Squeeze", "x", "y");
        } else {
            withAxes(trial, "Squeeze", counted(draw, axes, rank, opset));
        }
        trial.output("y").agrees();
    }

    @Property(tries = 60, maxDiscardRatio = 1)
    void unsqueeze(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int opset = draw.number(7, 11, 13, 21, 22, 23);
        int rank = draw.between(0, 4);
        int more = draw.between(1, 2);
        List<Integer> axes = draw.permutation(rank + more).subList(0, more);
        Trial trial = new Trial(draw, opset).exactly().input("x", draw.extents(rank));
        withAxes(trial, "Unsqueeze", counted(draw, axes, rank + more, opset));
        trial.output("y").agrees();
    }

    private static long[] counted(Draw draw, List<Integer> axes, int rank, int opset) {
        long[] counted = Draw.longs(axes);
        for (int i = 0; i < counted.length; i++) {
            counted[i] -= opset >= NEGATIVE_AXES && draw.flag() ? rank : 0;
        }
        return counted;
    }

    private static void withAxes(Trial trial, String operator, long[] axes) {
        if (trial.opset() < AXES_INPUT) {
            trial.node(operator, "x", "y", integers("axes", axes));
        } else {
            trial.list("axes", axes).node(operator, "x axes", "y");
        }
    }
}
