package io.github.lanewise.models.onnx.agreement;

import static io.github.lanewise.models.onnx.write.OnnxAttribute.integer;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.integers;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.text;

import io.github.lanewise.models.onnx.write.OnnxAttribute;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PoolingAgreementTest {
    /** Since this version both poolings know {@code ceil_mode}, and MaxPool dilations. */
    private static final int CEIL = 10;

    private static final int AVERAGE_DILATIONS = 19;

    @Property(tries = 150, maxDiscardRatio = 1)
    void maximum(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int opset = draw.number(7, 8, 10, 11, 12, 13, 22, 23);
        Windows windows = Windows.of(draw, opset >= CEIL);
        List<OnnxAttribute> attributes = new ArrayList<>();
        if (opset >= CEIL) {
            draw.maybe(attributes, integer("ceil_mode", draw.between(0, 1)));
        }
        windows.trial(draw, "MaxPool", opset, attributes).exactly().agrees();
    }

    @Property(tries = 150, maxDiscardRatio = 1)
    void average(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int opset = draw.number(7, 10, 11, 13, 19, 22, 23);
        Windows windows = Windows.of(draw, opset >= AVERAGE_DILATIONS);
        List<OnnxAttribute> attributes = new ArrayList<>();
        draw.maybe(attributes, integer("count_include_pad", draw.between(0, 1)));
        if (opset >= CEIL) {
            draw.maybe(attributes, integer("ceil_mode", draw.between(0, 1)));
        }
        windows.trial(draw, "AveragePool", opset, attributes).agrees();
    }

    @Property(tries = 40, maxDiscardRatio = 1)
    void global(@ForAll long seed) {
        Draw draw = new Draw(seed);
        String operator = draw.text("GlobalMaxPool", "GlobalAveragePool");
        new Trial(draw, draw.number(7, 13, 22, 23))
                .input("x", draw.features(draw.channels(), draw.numbers(draw.between(1, 2), 1, 9)))
                .node(operator, "x", "y")
                .output("y")
                .agrees();
    }

    /** Windows as attributes, and extents in which one has a place. */
    private record Windows(List<OnnxAttribute> attributes, List<Integer> pixels) {
        static Windows of(Draw draw, boolean dilated) {
            int axes = draw.onceIn(4) ? 1 : 2;
            long[] kernel = draw.numbers(axes, 1, draw.number(2, 3, 4));
            long[] dilations = draw.numbers(axes, 1, dilated ? draw.number(1, 2, 3) : 1);
            List<OnnxAttribute> attributes = new ArrayList<>();
            attributes.add(integers("kernel_shape", kernel));
            long[] strides = draw.numbers(axes, 1, draw.number(1, 2, 4));
            attributes.add(integers("strides", strides));
            if (dilated) {
                attributes.add(integers("dilations", dilations));
            }
            // ONNX Runtime's windows reach behind negative pads if they are dilated.
            boolean simple = Draw.product(dilations) == 1 || Draw.product(strides) == 1;
            if (draw.onceIn(4) && simple) {
                attributes.add(text("auto_pad", draw.text("SAME_UPPER", "SAME_LOWER", "VALID")));
            } else {
                draw.maybe(attributes, integers("pads", pads(draw, kernel)));
            }
            List<Integer> pixels = new ArrayList<>();
            for (int axis = 0; axis < axes; axis++) {
                pixels.add((int) ((kernel[axis] - 1) * dilations[axis]) + draw.between(1, 8));
            }
            return new Windows(attributes, pixels);
        }

        /** Pads are smaller than the window. */
        private static long[] pads(Draw draw, long[] kernel) {
            long[] pads = new long[2 * kernel.length];
            for (int i = 0; i < pads.length; i++) {
                pads[i] = draw.between(0, (int) kernel[i % kernel.length] - 1);
            }
            return pads;
        }

        Trial trial(Draw draw, String operator, int opset, List<OnnxAttribute> more) {
            List<OnnxAttribute> all = new ArrayList<>(attributes);
            all.addAll(more);
            return new Trial(draw, opset)
                    .input("x", draw.features(draw.channels(), Draw.longs(pixels)))
                    .node(operator, "x", "y", all)
                    .output("y");
        }
    }
}
