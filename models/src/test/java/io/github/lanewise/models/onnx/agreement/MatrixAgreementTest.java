package io.github.lanewise.models.onnx.agreement;

import static io.github.lanewise.models.onnx.write.OnnxAttribute.integer;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.real;

import io.github.lanewise.models.onnx.write.OnnxAttribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MatrixAgreementTest {
    /** Sums of up to 33 products of numbers below 2. */
    private static final double FLOOR = 1e-4;

    @Property(tries = 150, maxDiscardRatio = 1)
    void gemm(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int rows = draw.number(1, 2, 5, 17);
        int inner = draw.channels();
        int columns = draw.channels();
        List<OnnxAttribute> attributes = new ArrayList<>();
        boolean transposeA = draw.onceIn(3);
        boolean transposeB = draw.flag();
        attributes.add(integer("transA", transposeA ? 1 : 0));
        attributes.add(integer("transB", transposeB ? 1 : 0));
        draw.maybe(attributes, real("alpha", draw.real(0.5, 2)));
        draw.maybe(attributes, real("beta", draw.onceIn(4) ? 0 : draw.real(0.5, 2)));
        Trial trial = new Trial(draw, draw.number(7, 9, 11, 13, 22, 23)).within(FLOOR);
        long[] sum = Shapes.broadcastable(draw, new long[] {rows, columns});
        boolean bias = draw.flag() || trial.opset() < 11;
        (transposeA || sum.length == 2 ? trial.closed() : trial)
                .input("a", transposeA ? inner : rows, transposeA ? rows : inner);
        // A bias only fits one number of columns, so the file has to tell that of b.
        (bias ? trial.closed() : trial)
                .operand("b", transposeB ? columns : inner, transposeB ? inner : columns);
        if (bias) {
            trial.operand("c", sum);
        }
        trial.node("Gemm", bias ? "a b c" : "a b", "y", attributes).output("y").agrees();
    }

    @Property(tries = 150, maxDiscardRatio = 1)
    void matrixMultiply(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int inner = draw.channels();
        long[] leading = draw.numbers(draw.between(0, 2), 1, 3);
        long[] a = operand(draw, leading, draw.channels(), inner, inner);
        long[] b = operand(draw, leading, inner, draw.channels(), inner);
        Trial trial = new Trial(draw, draw.number(7, 9, 13, 22, 23)).within(FLOOR);
        switch (draw.number(0, 1, 2)) {
            case 0 -> trial.closed().input("a", a).input("b", b);
            case 1 -> trial.closed().constant("a", a).input("b", b);
            default -> (a.length == 1 ? trial.closed() : trial).input("a", a).constant("b", b);
        }
        trial.node("MatMul", "a b", "y").output("y").agrees();
    }

    /** Returns extents of matrices, or of one vector. */
    private static long[] operand(Draw draw, long[] leading, int rows, int columns, int vector) {
        if (draw.onceIn(6)) {
            return new long[] {vector};
        }
        long[] broadcast = Shapes.broadcastable(draw, leading);
        long[] extents = Arrays.copyOf(broadcast, broadcast.length + 2);
        extents[broadcast.length] = rows;
        extents[broadcast.length + 1] = columns;
        return extents;
    }
}
