package io.github.lanewise.models.onnx;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.Graph;
import io.github.lanewise.engine.graph.Node;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.resize.Resize;
import io.github.lanewise.engine.operation.shape.Reshape;
import io.github.lanewise.engine.operation.shape.Slice;
import java.util.HashSet;
import java.util.Set;

/** Compares the graphs that one file gives for one image and for several. */
final class ImageIndependence {
    /** Elements of a value; less than there may be, so that graphs can be imported. */
    private static final long LARGEST = 1L << 30;

    private ImageIndependence() {}

    /** Returns a number of images with which no value of a graph is too large, at least 2. */
    static int atMost(int images, Graph one) {
        long largest =
                one.nodes().stream()
                        .flatMap(node -> node.outputs().stream())
                        .mapToLong(value -> value.extents().elements())
                        .max()
                        .orElse(1);
        return Math.clamp(LARGEST / largest, 2, images);
    }

    /**
     * Returns whether the graph of several images is that of one but for their number: neither
     * constants nor settings of operations follow from it.
     */
    static boolean holds(Graph one, Graph several, int images) {
        boolean same = one.nodes().size() == several.nodes().size();
        Set<Value> fixed = new HashSet<>();
        for (int i = 0; i < one.nodes().size() && same; i++) {
            Node node = one.nodes().get(i);
            if (node.inputs().stream().allMatch(v -> v.isConstant() || fixed.contains(v))) {
                fixed.addAll(node.outputs());
            }
            int expected = fixed.contains(node.output()) ? 1 : images;
            same = sameButForImages(node, several.nodes().get(i), expected);
        }
        return same;
    }

    /** Outputs have one image and as many as told, or are computed of constants only. */
    private static boolean sameButForImages(Node one, Node two, int images) {
        boolean same =
                one.outputs().size() == two.outputs().size()
                        && one.inputs().size() == two.inputs().size()
                        && sameButForExtents(one.operation(), two.operation());
        for (int i = 0; i < one.outputs().size() && same; i++) {
            Extents a = one.outputs().get(i).extents();
            Extents b = two.outputs().get(i).extents();
            same =
                    images == 1
                            ? a.equals(b)
                            : a.rank() > 0 && a.get(0) == 1 && a.with(0, images).equals(b);
        }
        for (int i = 0; i < one.inputs().size() && same; i++) {
            same = sameIfConstant(one.inputs().get(i), two.inputs().get(i));
        }
        return same;
    }

    /** The extents that some operations carry are those of their outputs. */
    private static boolean sameButForExtents(Operation one, Operation two) {
        return switch (one) {
            case Reshape _ -> two instanceof Reshape;
            case Resize a -> two instanceof Resize b && a.attributes().equals(b.attributes());
            case Slice a ->
                    two instanceof Slice b
                            && a.starts().equals(b.starts())
                            && a.steps().equals(b.steps());
            default -> one.equals(two);
        };
    }

    private static boolean sameIfConstant(Value one, Value two) {
        if (!one.isConstant() || !two.isConstant()) {
            return one.isConstant() == two.isConstant();
        }
        boolean sameMemory =
                one.data().address() == two.data().address()
                        && one.data().byteSize() == two.data().byteSize();
        return one.extents().equals(two.extents())
                && (sameMemory || one.data().mismatch(two.data()) < 0);
    }
}
