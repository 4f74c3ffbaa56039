package io.github.lanewise.models.onnx.agreement;

import static io.github.lanewise.models.onnx.write.OnnxAttribute.integer;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.integers;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.real;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.tensor;

import io.github.lanewise.models.onnx.write.OnnxAttribute;
import io.github.lanewise.models.onnx.write.OnnxTensor;
import io.github.lanewise.models.onnx.write.OnnxType;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What models compute of extents, as PyTorch's exporter writes it; and nodes that do nothing. */
class ShapeArithmeticAgreementTest {
    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int DOUBLE = 11;

    /** x.view(x.size(0), -1). */
    @Property(tries = 60, maxDiscardRatio = 1)
    void viewOfTheBatch(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int opset = draw.number(7, 9, 11, 13, 15, 19, 21, 22, 23);
        Trial trial = new Trial(draw, opset).exactly().input("x", draw.extents(4));
        trial.constant("zero", OnnxTensor.of(new long[] {0}));
        trial.node("Shape", "x", "shape").node("Gather", "shape zero", "batch", integer("axis", 0));
        unsqueeze(trial, "batch", "first")
                .list("rest", -1)
                .node("Concat", "first rest", "target", integer("axis", 0))
                .node("Reshape", "x target", "y")
                .output("y")
                .agrees();
    }

    /** Interpolation to twice the pixels: sizes follow from Shape, Slice, Mul, Cast and Concat. */
    @Property(tries = 60, maxDiscardRatio = 1)
    void sizesOfResize(@ForAll long seed) {
        Draw draw = new Draw(seed);
        new Trial(draw, draw.number(11, 13, 18, 19, 21, 22, 23))
                .exactly()
                .input("x", draw.features(draw.channels(), draw.numbers(2, 1, 6)))
                .list("zero", 0)
                .list("two", 2)
                .list("four", 4)
                .constant("factor", new float[] {draw.number(1, 2, 3)})
                .node("Shape", "x", "shape")
                .node("Slice", "shape zero two", "front")
                .node("Slice", "shape two four", "pixels")
                .node("Cast", "pixels", "real", integer("to", FLOAT))
                .node("Mul", "real factor", "scaled")
                .node("Floor", "scaled", "floor")
                .node("Cast", "floor", "whole", integer("to", INT64))
                .node("Concat", "front whole", "sizes", integer("axis", 0))
                .constant("none", new float[0], 0)
                .node("Resize", "x none none sizes", "y")
                .output("y")
                .agrees();
    }

    /** Since version 15 Shape takes a part of the extents. */
    @Property(tries = 40, maxDiscardRatio = 1)
    void partOfShape(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int rank = draw.between(1, 4);
        List<OnnxAttribute> attributes = new ArrayList<>();
        draw.maybe(attributes, integer("start", draw.between(-rank - 1, rank - 1)));
        draw.maybe(attributes, integer("end", draw.between(1, rank + 1)));
        new Trial(draw, draw.number(15, 19, 21, 22, 23))
                .exactly()
                .input("x", draw.extents(rank))
                .node("Shape", "x", "shape", attributes)
                .node("Cast", "shape", "real", integer("to", FLOAT))
                .node("ReduceSum", "real", "sum", integer("keepdims", 0))
                .node("Mul", "x sum", "y")
                .output("y")
                .agrees();
    }

    /** Zeros, or another number, in the extents of the input. */
    @Property(tries = 60, maxDiscardRatio = 1)
    void constantOfShape(@ForAll long seed) {
        Draw draw = new Draw(seed);
        List<OnnxAttribute> attributes = new ArrayList<>();
        boolean whole = draw.onceIn(3);
        OnnxTensor value =
                whole
                        ? OnnxTensor.of(new long[] {draw.between(-3, 3)}, 1)
                        : OnnxTensor.of(new float[] {draw.real(-2, 2)}, 1);
        if (whole || draw.flag()) {
            attributes.add(tensor("value", value));
        }
        new Trial(draw, draw.number(9, 11, 13, 20, 21, 22, 23))
                .input("x", draw.extents(draw.between(1, 4)))
                .node("Shape", "x", "shape")
                .node("ConstantOfShape", "shape", "filled", attributes)
                .node("Cast", "filled", "real", integer("to", FLOAT))
                .node("Add", "x real", "y")
                .output("y")
                .agrees();
    }

    /** Lists and single numbers came with version 12. */
    @Property(tries = 60, maxDiscardRatio = 1)
    void constants(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int opset = draw.number(7, 9, 11, 12, 13, 19, 21, 22, 23);
        int length = draw.between(1, 5);
        OnnxAttribute value =
                switch (opset < 12 ? 0 : draw.between(0, 4)) {
                    case 0 -> tensor("value", OnnxTensor.of(draw.reals(length), length));
                    case 1 -> real("value_float", draw.real(-2, 2));
                    case 2 -> OnnxAttribute.reals("value_floats", draw.reals(length));
                    case 3 -> integer("value_int", draw.between(-4, 4));
                    default -> integers("value_ints", draw.numbers(length, -4, 4));
                };
        new Trial(draw, opset)
                .input("x", 2, length)
                .node("Constant", "", "c", value)
                .node("Cast", "c", "real", integer("to", FLOAT))
                .node("Add", "x real", "y")
                .output("y")
                .agrees();
    }

    /** Constants of all types that a cast makes floats of, and through other types. */
    @Property(tries = 60, maxDiscardRatio = 1)
    void casts(@ForAll long seed) {
        Draw draw = new Draw(seed);
        OnnxTensor constant =
                switch (draw.between(0, 4)) {
                    case 0 -> OnnxTensor.of(draw.numbers(3, -9, 9), 3);
                    case 1 -> OnnxTensor.of(new int[] {draw.between(-9, 9), 5, -6}, 3);
                    case 2 -> OnnxTensor.of(new double[] {draw.real(-2, 2), 0.1, -1.9}, 3);
                    case 3 -> OnnxTensor.ofBytes(OnnxType.BOOL, new byte[] {1, 0, 1}, 3);
                    default -> OnnxTensor.of(draw.reals(3), 3);
                };
        new Trial(draw, draw.number(7, 9, 13, 19, 21, 22, 23))
                .input("x", 2, 3)
                .constant("c", constant, 3)
                .node("Cast", "c", "cast", integer("to", draw.number(FLOAT, INT64, DOUBLE, 6, 9)))
                .node("Cast", "cast", "real", integer("to", FLOAT))
                .node("Mul", "x real", "y")
                .output("y")
                .agrees();
    }

    /** Dropout in inference, with or without its mask, whose type changed; and Identity. */
    @Property(tries = 60, maxDiscardRatio = 1)
    void nodesThatDoNothing(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int opset = draw.number(7, 10, 12, 13, 22, 23);
        Trial trial = new Trial(draw, opset).input("x", draw.extents(draw.between(1, 4)));
        trial.node("Identity", "x", "same");
        String to = draw.flag() ? "kept mask" : "kept";
        if (opset < 12) {
            trial.node("Dropout", "same", to, real("ratio", 0.3f));
        } else {
            trial.constant("ratio", new float[] {0.3f});
            trial.constant("training", OnnxTensor.ofBytes(OnnxType.BOOL, new byte[] {0}));
            trial.node("Dropout", draw.text("same", "same ratio", "same ratio training"), to);
        }
        trial.output(draw.flag() ? "kept" : "same");
        trial.node("Relu", "kept", "y").output("y").agrees();
    }

    private static Trial unsqueeze(Trial trial, String from, String to) {
        return trial.opset() < 13
                ? trial.node("Unsqueeze", from, to, integers("axes", 0))
                : trial.list("axis", 0).node("Unsqueeze", from + " axis", to);
    }
}
