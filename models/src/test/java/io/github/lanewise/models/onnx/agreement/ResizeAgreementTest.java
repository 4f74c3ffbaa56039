package io.github.lanewise.models.onnx.agreement;

import static io.github.lanewise.models.onnx.write.OnnxAttribute.integers;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.reals;
import static io.github.lanewise.models.onnx.write.OnnxAttribute.text;

import io.github.lanewise.models.onnx.write.OnnxAttribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ResizeAgreementTest {
    /**
     * Factors that floats have exactly, and three that they do not: with these, which pixel is the
     * nearest in mode half_pixel_symmetric hangs on how ONNX Runtime rounds in between; with a
     * fraction, too, where the extent is rounded down: 6 pixels times 0.75 are 4, and the first of
     * them is half way between two.
     */
    private static final float[] FACTORS = {1, 2, 3, 0.5f, 1.5f, 0.75f, 0.6f, 2.3f, 1 / 3f};

    private static final int WHOLE_FACTORS = 3;
    private static final int EXACT_FACTORS = 6;

    /** Version 7 has the scales as an attribute, version 9 as an input; both only grow. */
    @Property(tries = 60, maxDiscardRatio = 1)
    void upsample(@ForAll long seed) {
        Draw draw = new Draw(seed);
        int opset = draw.number(7, 8, 9);
        float[] scales = {1, 1, draw.number(1, 2, 3), draw.number(1, 2, 4)};
        scales[3] += draw.onceIn(3) ? 0.5f : 0;
        List<OnnxAttribute> attributes = new ArrayList<>();
        attributes.add(text("mode", draw.text("nearest", "linear")));
        Trial trial = new Trial(draw, opset).input("x", features(draw, 2));
        if (opset < 9) {
            attributes.add(reals("scales", scales));
            trial.node("Upsample", "x", "y", attributes);
        } else {
            trial.constant("scales", scales, 4).node("Upsample", "x scales", "y", attributes);
        }
        trial.output("y").agrees();
    }

    /** Version 10 has no coordinate transformation; shrinking and growing are apart here. */
    @Property(tries = 60, maxDiscardRatio = 1)
    void version10(@ForAll long seed) {
        Draw draw = new Draw(seed);
        boolean grows = draw.flag();
        float[] scales = {1, 1, 1, 1};
        for (int axis = 2; axis < 4; axis++) {
            scales[axis] = grows ? draw.number(2, 3, 4) * 0.75f : draw.number(2, 3, 4) * 0.25f;
        }
        new Trial(draw, 10)
                .input("x", draw.features(draw.channels(), draw.numbers(2, 4, 9)))
                .constant("scales", scales, 4)
                .node("Resize", "x scales", "y", text("mode", draw.text("nearest", "linear")))
                .output("y")
                .agrees();
    }

    @Property(tries = 120, maxDiscardRatio = 1)
    void nearest(@ForAll long seed) {
        Draw draw = new Draw(seed);
        List<OnnxAttribute> attributes = new ArrayList<>();
        String rounding = draw.text("round_prefer_floor", "round_prefer_ceil", "floor", "ceil");
        draw.maybe(attributes, text("mode", "nearest"));
        draw.maybe(attributes, text("nearest_mode", rounding));
        resize(draw, attributes, true).exactly().agrees();
    }

    @Property(tries = 120, maxDiscardRatio = 1)
    void linear(@ForAll long seed) {
        Draw draw = new Draw(seed);
        List<OnnxAttribute> attributes = new ArrayList<>();
        attributes.add(text("mode", "linear"));
        resize(draw, attributes, false).agrees();
    }

    /**
     * By scales or by sizes, of all axes or, since version 18, of pixels only.
     *
     * @param nearest whether the nearest pixel is taken, so that the last bit of a place may decide
     */
    private static Trial resize(Draw draw, List<OnnxAttribute> attributes, boolean nearest) {
        int opset = draw.number(11, 13, 18, 19, 22, 23);
        int axes = draw.onceIn(4) ? 1 : 2;
        String coordinates =
                draw.text(
                        "half_pixel",
                        "pytorch_half_pixel",
                        "align_corners",
                        "asymmetric",
                        opset >= 19 ? "half_pixel_symmetric" : "half_pixel");
        draw.maybe(attributes, text("coordinate_transformation_mode", coordinates));
        boolean pixelsOnly = opset >= 18 && draw.flag();
        if (pixelsOnly) {
            attributes.add(integers("axes", axes == 1 ? new long[] {2} : new long[] {2, 3}));
        }
        long[] extents = features(draw, axes);
        int fixed = pixelsOnly ? 0 : 2;
        Trial trial = new Trial(draw, opset).input("x", extents).note(coordinates);
        int exact = nearest ? WHOLE_FACTORS : EXACT_FACTORS;
        int factors = coordinates.equals("half_pixel_symmetric") ? exact : FACTORS.length;
        if (draw.flag()) {
            float[] scales = new float[fixed + axes];
            for (int i = 0; i < scales.length; i++) {
                scales[i] = i < fixed ? 1 : FACTORS[draw.between(0, factors - 1)];
                boolean small = i >= fixed && extents[extents.length - scales.length + i] < 3;
                scales[i] = small ? Math.max(1, scales[i]) : scales[i];
            }
            trial.constant("scales", scales, scales.length);
            trial.note("scales", Arrays.toString(scales));
            return node(trial, "scales", attributes);
        }
        long[] sizes = new long[fixed + axes];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = extents[extents.length - sizes.length + i];
            if (i >= fixed) {
                long extent = sizes[i];
                do {
                    sizes[i] = draw.between(1, 14);
                } while (nearest && hangsOnRounding(extent, sizes[i]));
            }
        }
        trial.list("sizes", sizes);
        return node(trial, "- sizes", attributes);
    }

    /**
     * Returns whether a place is at a pixel or half way between two, but by a factor that floats do
     * not have, so that it may be computed a little before or behind.
     */
    private static boolean hangsOnRounding(long inputs, long outputs) {
        double factor = (double) outputs / inputs;
        if (factor == (float) factor) {
            return false;
        }
        return LongStream.range(0, 2 * outputs)
                .mapToDouble(twice -> twice / factor)
                .anyMatch(place -> place > 0 && Math.abs(place - Math.rint(place)) < 1e-4);
    }

    /** Only since version 13 inputs can be left out. */
    private static Trial node(Trial trial, String last, List<OnnxAttribute> attributes) {
        trial.constant("none", new float[0], 0);
        String from = trial.opset() < 13 ? "x none " + last.replace("-", "none") : "x - " + last;
        return trial.node("Resize", from, "y", attributes).output("y");
    }

    private static long[] features(Draw draw, int axes) {
        return draw.features(draw.channels(), draw.numbers(axes, 1, 9));
    }
}
