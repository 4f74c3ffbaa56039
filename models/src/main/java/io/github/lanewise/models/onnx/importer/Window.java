package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.shape.Slice;
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
 * @param crop what is cut off the input before, where pads would be negative
 */
record Window(
        List<Integer> kernel,
        List<Integer> strides,
        List<Integer> dilations,
        Halo pads,
        Halo crop) {
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
                    case VALID, SAME_UPPER, SAME_LOWER -> Collections.nCopies(2 * axes, 0);
                };
        Window window =
                new Window(
                        rowsAndColumns(kernel, 1),
                        rowsAndColumns(strides, 1),
                        rowsAndColumns(dilations, 1),
                        halo(pads),
                        Halo.NONE);
        return AutoPad.of(node).isSame() ? window.same(node) : window;
    }

    /** Returns these windows with other pads. */
    Window pads(List<Integer> other) {
        return new Window(kernel, strides, dilations, halo(other), Halo.NONE);
    }

    /** Returns the first input of a node, without what negative pads cut off. */
    Value input(NodeImport node) {
        if (crop.equals(Halo.NONE)) {
            return node.value(0);
        }
        List<Integer> extents = new ArrayList<>(node.dimensions(0));
        int columns = extents.size() - 1;
        List<Integer> starts = new ArrayList<>(Collections.nCopies(extents.size(), 0));
        starts.set(columns, crop.left());
        extents.set(columns, extents.get(columns) - crop.left() - crop.right());
        if (columns == 3) {
            starts.set(2, crop.top());
            extents.set(2, extents.get(2) - crop.top() - crop.bottom());
        }
        List<Integer> steps = Collections.nCopies(extents.size(), 1);
        return node.step(new Slice(starts, steps, node.extents(extents)), node.value(0));
    }

    /** Returns rows and columns of what may have columns only. */
    static List<Integer> rowsAndColumns(List<Integer> perAxis, int rows) {
        return perAxis.size() == 1 ? List.of(rows, perAxis.getFirst()) : perAxis;
    }

    boolean isDilated() {
        return dilations.stream().anyMatch(dilation -> dilation > 1);
    }

    /** Returns how far a window reaches along an axis. */
    static long span(int kernel, int dilation) {
        return (kernel - 1L) * dilation + 1;
    }

    /**
     * Returns windows with pads with which there are ⌈extent / stride⌉ (ONNX Conv, {@code
     * auto_pad}): an odd one stands at the end for SAME_UPPER, at the beginning for SAME_LOWER.
     * Where windows are smaller than strides the pads may be negative. The file format leaves open
     * what that means; this is what ONNX Runtime 1.29 does, which cuts one pixel less for Conv and
     * takes the pads of pooling as if there was no dilation.
     */
    private Window same(NodeImport node) {
        boolean pooling = !node.operator().startsWith("Conv");
        List<Integer> begins = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        int axes = axes(node);
        for (int axis = 0; axis < axes; axis++) {
            int at = axis + 2 - axes;
            long extent = node.dimensions(0).get(axis + 2);
            int stride = strides.get(at);
            long outputs = Math.ceilDiv(extent, stride);
            long span = pooling ? kernel.get(at) : span(kernel.get(at), dilations.get(at));
            long difference = (outputs - 1) * stride + span - extent;
            long total = pooling || difference >= 0 ? difference : difference + 1;
            split(node, total, AutoPad.of(node) == AutoPad.SAME_LOWER, begins, ends);
            if (ends.get(axis) < 0 && !(pooling && isDilated())) {
                // Fewer pixels than a stride: there are as many windows with them as without.
                ends.set(axis, 0);
            }
        }
        begins.addAll(ends);
        return new Window(
                kernel,
                strides,
                dilations,
                halo(begins.stream().map(pad -> Math.max(0, pad)).toList()),
                halo(begins.stream().map(pad -> Math.max(0, -pad)).toList()));
    }

    /** Adds both halves of a number of pads; {@code first} has the larger one at the beginning. */
    static void split(
            NodeImport node, long total, boolean first, List<Integer> begins, List<Integer> ends) {
        long begin = (first ? total + 1 : total) / 2;
        begins.add(node.attributes().small("a pad of", begin));
        ends.add(node.attributes().small("a pad of", total - begin));
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
