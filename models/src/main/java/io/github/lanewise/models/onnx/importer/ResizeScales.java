package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.models.onnx.known.Known;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a Resize makes of each axis of its input.
 *
 * @param scales of the axes
 * @param output dimensions
 */
record ResizeScales(List<Double> scales, List<Integer> output) {
    /** Since this version the scales of Upsample are an input. */
    private static final int UPSAMPLE_INPUT = 9;

    /** Since this version Resize has a region of interest and sizes. */
    private static final int SIZES = 11;

    /** Copies the lists. */
    ResizeScales {
        scales = List.copyOf(scales);
        output = List.copyOf(output);
    }

    static ResizeScales ofUpsample(NodeImport node) {
        if (node.operatorSet() >= UPSAMPLE_INPUT) {
            return scaled(node, reals(node.known(1, "scales")));
        }
        List<Float> scales =
                node.attributes()
                        .reals("scales")
                        .orElseThrow(() -> node.fault("attribute scales is missing"));
        return scaled(node, scales.stream().map(Float::doubleValue).toList());
    }

    static ResizeScales of(NodeImport node) {
        if (node.operatorSet() < SIZES) {
            return scaled(node, reals(node.known(1, "scales")));
        }
        if (node.has(3) && !isEmpty(node, 3)) {
            String policy = node.attributes().text("keep_aspect_ratio_policy", "stretch");
            if (!policy.equals("stretch")) {
                throw node.fault("keep_aspect_ratio_policy " + policy + " is not supported");
            }
            return sized(node, Dimensions.of(node, node.integers(3, "sizes")));
        }
        return scaled(node, reals(node.known(2, "scales")));
    }

    /** Returns whether nothing changes. */
    boolean areOne() {
        return scales.stream().allMatch(scale -> scale == 1);
    }

    private static boolean isEmpty(NodeImport node, int input) {
        return node.dimensions(input).contains(0);
    }

    private static List<Double> reals(Known known) {
        return IntStream.range(0, Math.min(known.elements(), NodeAttributes.MOST_AXES))
                .mapToObj(known::real)
                .toList();
    }

    /** Extents of the output are ⌊scale · extent⌋, in single precision as the scales are. */
    private static ResizeScales scaled(NodeImport node, List<Double> given) {
        List<Integer> input = node.dimensions(0);
        List<Double> scales = perAxis(node, given, 1.0);
        List<Integer> output = new ArrayList<>();
        for (int axis = 0; axis < input.size(); axis++) {
            float extent = (float) (double) scales.get(axis) * input.get(axis);
            if (!(extent >= 1 && extent < Integer.MAX_VALUE)) {
                throw node.fault("its scales " + scales + " are too small or too large");
            }
            output.add((int) extent);
        }
        return new ResizeScales(scales, output);
    }

    private static ResizeScales sized(NodeImport node, List<Integer> given) {
        List<Integer> input = node.dimensions(0);
        List<Integer> axes = axes(node, given.size());
        List<Integer> output = new ArrayList<>(input);
        for (int i = 0; i < given.size(); i++) {
            output.set(axes.get(i), given.get(i));
        }
        List<Double> scales = new ArrayList<>();
        for (int axis = 0; axis < input.size(); axis++) {
            scales.add((double) output.get(axis) / input.get(axis));
        }
        return new ResizeScales(scales, output);
    }

    private static List<Double> perAxis(NodeImport node, List<Double> given, double otherwise) {
        int rank = node.dimensions(0).size();
        List<Integer> axes = axes(node, given.size());
        List<Double> all = new ArrayList<>(Collections.nCopies(rank, otherwise));
        for (int i = 0; i < given.size(); i++) {
            all.set(axes.get(i), given.get(i));
        }
        return all;
    }

    /** Returns the axes that numbers are for: those of the attribute, or all. */
    private static List<Integer> axes(NodeImport node, int count) {
        int rank = node.dimensions(0).size();
        List<Integer> axes =
                node.attributes()
                        .integers("axes")
                        .map(list -> list.stream().map(axis -> node.axis(axis, rank)).toList())
                        .orElseGet(() -> IntStream.range(0, rank).boxed().toList());
        if (axes.size() != count) {
            throw node.fault(
                    "it has " + count + " scales or sizes, but there should be " + axes.size());
        }
        return axes;
    }
}
