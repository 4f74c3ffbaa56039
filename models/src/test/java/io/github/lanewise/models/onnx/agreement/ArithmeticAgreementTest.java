package io.github.lanewise.models.onnx.agreement;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ArithmeticAgreementTest {
    @Property(tries = 150, maxDiscardRatio = 1)
    void binary(@ForAll long seed) {
        Draw draw = new Draw(seed);
        String operator = draw.text("Add", "Sub", "Mul", "Div");
        long[] extents = draw.extents(draw.between(0, 5));
        long[] a = Shapes.broadcastable(draw, extents);
        long[] b = Shapes.broadcastable(draw, extents);
        boolean divides = operator.equals("Div");
        Trial trial = new Trial(draw, draw.number(7, 13, 14, 22, 23));
        float[] second = divides ? draw.reals(0.3, 3, b) : draw.reals(b);
        if (draw.flag()) {
            trial.input("a", a).operand("b", second, b);
        } else {
            trial.operand("a", a).input("b", second, b);
        }
        trial.node(operator, "a b", "y").output("y").agrees();
    }

    /** Bases are positive, or exponents are whole. */
    @Property(tries = 80, maxDiscardRatio = 1)
    void power(@ForAll long seed) {
        Draw draw = new Draw(seed);
        long[] extents = draw.extents(draw.between(0, 4));
        long[] a = Shapes.broadcastable(draw, extents);
        long[] b = Shapes.broadcastable(draw, extents);
        boolean whole = draw.flag();
        float[] exponents = draw.reals(-2, 3, b);
        for (int i = 0; i < exponents.length && whole; i++) {
            exponents[i] = draw.between(0, 4);
        }
        new Trial(draw, draw.number(7, 12, 13, 15, 22, 23))
                .input("a", draw.reals(whole ? -2 : 0.2, 2, a), a)
                .operand("b", exponents, b)
                .node("Pow", "a b", "y")
                .output("y")
                .agrees();
    }

    /** From version 8 on operands are broadcast. */
    @Property(tries = 100, maxDiscardRatio = 1)
    void ofMany(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int opset = draw.number(7, 8, 12, 13, 22, 23);
        long[] extents = draw.extents(draw.between(0, 4));
        Trial trial = new Trial(draw, opset).input("x0", extents);
        List<String> names = new ArrayList<>(List.of("x0"));
        int count = draw.between(1, 4);
        for (int i = 1; i < count; i++) {
            String name = "x" + i;
            trial.operand(name, opset < 8 ? extents : Shapes.broadcastable(draw, extents));
            names.add(draw.between(0, names.size()), name);
        }
        trial.node(draw.text("Sum", "Max", "Min"), String.join(" ", names), "y")
                .output("y")
                .agrees();
    }

    /** A value with itself, and with what was computed before. */
    @Property(tries = 40, maxDiscardRatio = 1)
    void reusedOperands(@ForAll long seed) {
        Draw draw = new Draw(seed);
        new Trial(draw, draw.number(7, 13, 22, 23))
                .input("x", draw.extents(draw.between(1, 4)))
                .node("Mul", "x x", "square")
                .node("Add", "square x", "sum")
                .node("Sub", "x sum", "y")
                .output("sum", "y")
                .agrees();
    }
}
