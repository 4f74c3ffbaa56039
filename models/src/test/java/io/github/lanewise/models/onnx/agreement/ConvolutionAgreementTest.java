package io.github.lanewise.models.onnx.agreement;

import static io.github.lanewise.models.onnx.write.OnnxAttribute.integer;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.integers;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.text;

import io.github.lanewise.models.onnx.write.OnnxAttribute;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ConvolutionAgreementTest {
    /** Sums of up to some hundred products of numbers below 2. */
    private static final double FLOOR = 2e-4;

    @Property(tries = 150, maxDiscardRatio = 1)
    void convolution(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int axes = draw.onceIn(4) ? 1 : 2;
        Groups groups = Groups.of(draw);
        long[] kernel = draw.numbers(axes, 1, draw.number(1, 3, 3, 5));
        long[] dilations = draw.numbers(axes, 1, draw.number(1, 1, 2, 3));
        List<OnnxAttribute> attributes = new ArrayList<>(groups.attributes(draw));
        attributes.add(integers("strides", draw.numbers(axes, 1, draw.number(1, 2, 3))));
        attributes.add(integers("dilations", dilations));
        draw.maybe(attributes, integers("kernel_shape", kernel));
        pads(draw, axes, attributes);
        Trial trial =
                new Trial(draw, draw.number(7, 9, 11, 13, 17, 22, 23))
                        .within(FLOOR)
                        .input("x", draw.features(groups.in(), pixels(draw, kernel, dilations)))
                        .constant("w", filters(groups.out(), groups.inEach(), kernel));
        boolean bias = draw.flag();
        if (bias) {
            trial.constant("b", groups.out());
        }
        trial.node("Conv", bias ? "x w b" : "x w", "y", attributes).output("y").agrees();
    }

    /** With windows smaller than strides ONNX Runtime begins behind the first pixel. */
    @Property(tries = 40, maxDiscardRatio = 1)
    void negativePads(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int channels = draw.channels();
        long[] kernel = draw.numbers(2, 1, 2);
        new Trial(draw, draw.number(7, 11, 22, 23))
                .within(FLOOR)
                .input("x", draw.features(channels, draw.numbers(2, 2, 9)))
                .constant("w", filters(5, channels, kernel))
                .node(
                        "Conv",
                        "x w",
                        "y",
                        integers("strides", draw.numbers(2, 2, 5)),
                        text("auto_pad", draw.text("SAME_UPPER", "SAME_LOWER")))
                .output("y")
                .agrees();
    }

    @Property(tries = 150, maxDiscardRatio = 1)
    void transposedConvolution(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int axes = draw.onceIn(4) ? 1 : 2;
        Groups groups = Groups.of(draw);
        long[] kernel = draw.numbers(axes, 1, draw.number(1, 3, 4));
        long[] strides = draw.numbers(axes, 1, draw.number(1, 2, 3));
        long[] dilations = draw.numbers(axes, 1, draw.number(1, 1, 2));
        long[] pixels = draw.numbers(axes, 1, 7);
        List<OnnxAttribute> attributes = new ArrayList<>(groups.attributes(draw));
        attributes.add(integers("strides", strides));
        attributes.add(integers("dilations", dilations));
        draw.maybe(attributes, integers("kernel_shape", kernel));
        switch (draw.number(0, 1, 2)) {
            case 0 -> outputShape(draw, pixels, strides, attributes);
            case 1 -> outputPadding(draw, strides, attributes);
            default -> pads(draw, axes, attributes);
        }
        Trial trial =
                new Trial(draw, draw.number(7, 11, 17, 22, 23))
                        .within(FLOOR)
                        .input("x", draw.features(groups.in(), pixels))
                        .constant("w", filters(groups.in(), groups.outEach(), kernel));
        boolean bias = draw.flag();
        if (bias) {
            trial.constant("b", groups.out());
        }
        trial.node("ConvTranspose", bias ? "x w b" : "x w", "y", attributes).output("y").agrees();
    }

    private static void outputShape(
            Draw draw, long[] pixels, long[] strides, List<OnnxAttribute> attributes) {
        long[] shape = new long[pixels.length];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = Math.max(1, pixels[axis] * strides[axis] + draw.between(-1, 1));
        }
        attributes.add(integers("output_shape", shape));
        draw.maybe(attributes, text("auto_pad", draw.text("SAME_UPPER", "SAME_LOWER", "NOTSET")));
    }

    private static void outputPadding(Draw draw, long[] strides, List<OnnxAttribute> attributes) {
        long[] more = new long[strides.length];
        for (int axis = 0; axis < more.length; axis++) {
            more[axis] = draw.between(0, (int) strides[axis] - 1);
        }
        attributes.add(integers("output_padding", more));
        draw.maybe(attributes, integers("pads", draw.numbers(2 * more.length, 0, 1)));
    }

    private static void pads(Draw draw, int axes, List<OnnxAttribute> attributes) {
        if (draw.onceIn(3)) {
            attributes.add(text("auto_pad", draw.text("SAME_UPPER", "SAME_LOWER", "VALID")));
        } else {
            draw.maybe(attributes, integers("pads", draw.numbers(2 * axes, 0, draw.number(1, 3))));
        }
    }

    /** Returns extents in which a window has at least one place. */
    private static long[] pixels(Draw draw, long[] kernel, long[] dilations) {
        long[] pixels = new long[kernel.length];
        for (int axis = 0; axis < pixels.length; axis++) {
            pixels[axis] = (kernel[axis] - 1) * dilations[axis] + draw.between(1, 9);
        }
        return pixels;
    }

    private static long[] filters(long first, long second, long[] kernel) {
        long[] extents = new long[kernel.length + 2];
        extents[0] = first;
        extents[1] = second;
        System.arraycopy(kernel, 0, extents, 2, kernel.length);
        return extents;
    }

    /** Channels of each group. */
    private record Groups(int count, int inEach, int outEach) {
        static Groups of(Draw draw) {
            return switch (draw.number(0, 1, 2)) {
                case 0 -> new Groups(1, draw.channels(), draw.channels());
                case 1 -> new Groups(draw.channels(), 1, draw.number(1, 1, 2));
                default -> new Groups(draw.between(2, 4), draw.between(1, 9), draw.between(1, 9));
            };
        }

        int in() {
            return count * inEach;
        }

        int out() {
            return count * outEach;
        }

        /** The default is one group. */
        List<OnnxAttribute> attributes(Draw draw) {
            return count == 1 && draw.flag() ? List.of() : List.of(integer("group", count));
        }
    }
}
