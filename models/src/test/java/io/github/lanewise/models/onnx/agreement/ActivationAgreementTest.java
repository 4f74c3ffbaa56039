package io.github.lanewise.models.onnx.agreement;

import static io.github.lanewise.models.onnx.write.OnnxAttribute.real;

import io.github.lanewise.models.onnx.write.OnnxAttribute;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ActivationAgreementTest {
    /** The version with which this operator came. */
    private static final int HARD_SWISH = 14;

    @Property(tries = 100, maxDiscardRatio = 1)
    void withoutAttributes(@ForAll long seed) {
        Draw draw = new Draw(seed);
        String operator =
                draw.text("Relu", "Sigmoid", "HardSwish", "Tanh", "Softplus", "Sqrt", "Exp");
        boolean recent = operator.equals("HardSwish");
        int opset = recent ? draw.number(HARD_SWISH, 22, 23) : draw.number(7, 13, 14, 22);
        long[] extents = draw.extents(draw.between(0, 5));
        boolean root = operator.equals("Sqrt");
        float[] x = draw.reals(root ? 0 : -30, operator.equals("Exp") ? 10 : 30, extents);
        new Trial(draw, opset).input("x", x, extents).node(operator, "x", "y").output("y").agrees();
    }

    @Property(tries = 100, maxDiscardRatio = 1)
    void withAttributes(@ForAll long seed) {
        Draw draw = new Draw(seed);
        String operator = draw.text("LeakyRelu", "Elu", "Selu", "HardSigmoid");
        List<OnnxAttribute> attributes = new ArrayList<>();
        draw.maybe(attributes, real("alpha", draw.real(0.01, 2)));
        switch (operator) {
            case "Selu" -> draw.maybe(attributes, real("gamma", draw.real(0.5, 2)));
            case "HardSigmoid" -> draw.maybe(attributes, real("beta", draw.real(-1, 1)));
            default -> {
                // No second attribute.
            }
        }
        long[] extents = draw.extents(draw.between(0, 5));
        new Trial(draw, draw.number(7, 13, 16, 22, 23))
                .input("x", draw.reals(-8, 8, extents), extents)
                .node(operator, "x", "y", attributes)
                .output("y")
                .agrees();
    }

    /** Limits are attributes before version 11, and inputs since; each may be missing. */
    @Property(tries = 100, maxDiscardRatio = 1)
    void clip(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int opset = draw.number(7, 11, 12, 13, 22, 23);
        boolean low = draw.flag();
        boolean high = draw.flag();
        float least = draw.real(-1, 0.5);
        float most = draw.onceIn(8) ? least - 0.25f : draw.real(0.5, 1);
        Trial trial = new Trial(draw, opset).exactly().input("x", draw.extents(draw.between(1, 5)));
        List<OnnxAttribute> attributes = new ArrayList<>();
        if (opset < 11) {
            if (low) {
                attributes.add(real("min", least));
            }
            if (high) {
                attributes.add(real("max", most));
            }
            trial.node("Clip", "x", "y", attributes);
        } else {
            trial.constant("low", new float[] {least}).constant("high", new float[] {most});
            String from = "x" + (low ? " low" : high ? " -" : "") + (high ? " high" : "");
            trial.node("Clip", from, "y");
        }
        trial.output("y").agrees();
    }

    @Property(tries = 100, maxDiscardRatio = 1)
    void parametricRelu(@ForAll long seed) {
        Draw draw = new Draw(seed);
        long[] extents = draw.extents(draw.between(1, 4));
        long[] slope = Shapes.broadcastable(draw, extents);
        new Trial(draw, draw.number(7, 9, 16, 22, 23))
                .input("x", extents)
                .operand("slope", slope)
                .node("PRelu", "x slope", "y")
                .output("y")
                .agrees();
    }
}
