package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.tensor.Halo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How a window moves over N×C×H×W or N×C×W, from the attributes that convolution and pooling share.
 * All lists have the numbers for rows and columns; an input without rows has a single one.
 *
 * @param kernel extents of the window
 * @param strides from one window to the next
 * @param dilations from one element of a window to the next
 * @param pads around the input
 */
record Window(List<Integer> kernel, List<Integer> strides, List<Integer> dilations, Halo pads) {
    /** What {@code auto_pad} says. */
    enum AutoPad {
        NOTSET,
        VALID,
        SAME_UPPER,
        SAME_LOWER;

        static AutoPad of(NodeImport node) {
            String name = node.attributes().text("auto_pad", "NOTSET");
            for (AutoPad each : values()) {
                if (each.name().equals(name) || (each == NOTSET && name.isEmpty())) {
                    return each;
                }
            }
            throw node.fault("auto_pad is none of NOTSET, VALID, SAME_UPPER and SAME_LOWER");
        }

        boolean isSame() {
            return this == SAME_UPPER || this == SAME_LOWER;
        }
    }

    /** Copies the lists. */
    Window {
        kernel = List.copyOf(kernel);
        strides = List.copyOf(strides);
        dilations = List.copyOf(dilations);
    }

    /** Returns how many axes of an input a window moves over: 1 or 2. */
    static int axes(NodeImport node) {
        int axes = node.dimensions(0).size() - 2;
        if (axes != 1 && axes != 2) {
            throw node.fault(
                    "its input has dimensions "
                            + node.dimensions(0)
                            + ", but only N×C×W and N×C×H×W are supported");
        }
        return axes;
    }

    /**
     * Reads the attributes of a node.
     *
     * @param kernel extent along each axis of the input
     */
    static Window of(NodeImport node, List<Integer> kernel) {
        int axes = axes(node);
        List<Integer> strides = node.attributes().perAxis("strides", axes, 1);
        List<Integer> dilations = node.attributes().perAxis("dilations", axes, 1);
        requirePositive(node, "kernel_shape", kernel);
        requirePositive(node, "strides", strides);
        requirePositive(node, "dilations", dilations);
        List<Integer> pads =
                switch (AutoPad.of(node)) {
                    case NOTSET -> node.attributes().perAxis("pads", 2 * axes, 0);
                    case VALID -> Collections.nCopies(2 * axes, 0);
                    case SAME_UPPER, SAME_LOWER -> same(node, kernel, strides, dilations);
                };
        return new Window(
                rowsAndColumns(kernel, 1),
                rowsAndColumns(strides, 1),
                rowsAndColumns(dilations, 1),
                halo(pads));
    }

    /** Returns these windows with other pads. */
    Window pads(List<Integer> other) {
        return new Window(kernel, strides, dilations, halo(other));
    }

    /** Returns rows and columns of what may have columns only. */
    static List<Integer> rowsAndColumns(List<Integer> perAxis, int rows) {
        return perAxis.size() == 1 ? List.of(rows, perAxis.getFirst()) : perAxis;
    }

    /** Returns how far a window reaches along an axis. */
    static long span(int kernel, int dilation) {
        return (kernel - 1L) * dilation + 1;
    }

    /**
     * Returns pads with which there are ⌈extent / stride⌉ windows (ONNX Conv, {@code auto_pad}): an
     * odd one stands at the end for SAME_UPPER, at the beginning for SAME_LOWER.
     */
    private static List<Integer> same(
            NodeImport node, List<Integer> kernel, List<Integer> strides, List<Integer> dilations) {
        List<Integer> begins = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (int axis = 0; axis < kernel.size(); axis++) {
            long extent = node.dimensions(0).get(axis + 2);
            int stride = strides.get(axis);
            long outputs = Math.ceilDiv(extent, stride);
            long span = span(kernel.get(axis), dilations.get(axis));
            long total = Math.max(0, (outputs - 1) * stride + span - extent);
            split(node, total, AutoPad.of(node) == AutoPad.SAME_LOWER, begins, ends);
        }
        begins.addAll(ends);
        return begins;
    }

    /** Adds both halves of a number of pads; {@code first} has the larger one at the beginning. */
    static void split(
            NodeImport node, long total, boolean first, List<Integer> begins, List<Integer> ends) {
        int half = node.attributes().small("a pad of", total / 2);
        int rest = node.attributes().small("a pad of", total - total / 2);
        begins.add(first ? rest : half);
        ends.add(first ? half : rest);
    }

    private static Halo halo(List<Integer> pads) {
        return pads.size() == 2
                ? new Halo(0, 0, pads.get(0), pads.get(1))
                : new Halo(pads.get(0), pads.get(2), pads.get(1), pads.get(3));
    }

    private static void requirePositive(NodeImport node, String attribute, List<Integer> values) {
        if (values.stream().anyMatch(value -> value < 1)) {
            throw node.fault("attribute " + attribute + " is " + values);
        }
    }
}
