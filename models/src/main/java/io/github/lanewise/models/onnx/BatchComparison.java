package io.github.lanewise.models.onnx;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.Graph;
import io.github.lanewise.engine.graph.Node;
import io.github.lanewise.engine.graph.Value;
import java.util.List;

/**
 * The graph of one image beside that of two.
 *
 * @param one graph of one image
 * @param two graph of two images
 */
record BatchComparison(Graph one, Graph two) {
    /** Returns whether the second is the first with twice the images everywhere. */
    boolean areAlike() {
        boolean alike = one.nodes().size() == two.nodes().size();
        for (int i = 0; i < one.nodes().size() && alike; i++) {
            alike = areAlike(one.nodes().get(i), two.nodes().get(i));
        }
        return alike;
    }

    private static boolean areAlike(Node a, Node b) {
        boolean alike =
                a.outputs().size() == b.outputs().size() && a.inputs().size() == b.inputs().size();
        for (int i = 0; i < a.outputs().size() && alike; i++) {
            alike = hasTwiceTheImages(a.outputs().get(i).extents(), b.outputs().get(i).extents());
        }
        return alike && haveEqualConstants(a.inputs(), b.inputs());
    }

    private static boolean hasTwiceTheImages(Extents a, Extents b) {
        return a.rank() > 0 && a.rank() == b.rank() && a.get(0) == 1 && a.with(0, 2).equals(b);
    }

    /** A constant may come from the number of images, as the divisor of a mean over a batch. */
    private static boolean haveEqualConstants(List<Value> a, List<Value> b) {
        boolean equal = true;
        for (int i = 0; i < a.size() && equal; i++) {
            equal = a.get(i).isConstant() == b.get(i).isConstant();
            if (equal && a.get(i).isConstant()) {
                equal = areEqual(a.get(i), b.get(i));
            }
        }
        return equal;
    }

    private static boolean areEqual(Value a, Value b) {
        return a.extents().equals(b.extents())
                && (a.data().equals(b.data()) || a.data().mismatch(b.data()) < 0);
    }
}
