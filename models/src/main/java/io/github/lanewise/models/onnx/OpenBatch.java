package io.github.lanewise.models.onnx;

import io.github.lanewise.engine.graph.Graph;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.models.ModelFormatException;
import java.util.List;
import java.util.function.Predicate;

/**
 * What follows from the number of images of a file that leaves it open.
 *
 * @param planner reads graphs for other numbers
 * @param signatures of the inputs
 */
record OpenBatch(GraphPlanner planner, List<Signature> signatures) {
    /** Where a graph of one image is at fault, these tell whether its batch is, or all of it. */
    private static final List<Integer> OTHER_BATCHES = List.of(2, 3, 4, 5, 6, 8, 16, 32, 64);

    private static final int FEW = 2;
    private static final int MANY = 67;

    /** Returns whether a file that cannot be read for one image may be meant for others. */
    boolean mayHaveToBeAnother() {
        long symbols = signatures.stream().map(Signature::batchSymbol).distinct().count();
        return symbols > 1
                || OTHER_BATCHES.stream().anyMatch(images -> suits(images, graph -> true));
    }

    /**
     * Returns whether the graph of one image is that of any number of them. The larger number tells
     * what some images only would not, as a slice of the first ten.
     */
    boolean isFreeIn(Graph one) {
        int many = ImageIndependence.atMost(MANY, one);
        return suits(FEW, graph -> ImageIndependence.holds(one, graph, FEW))
                && suits(many, graph -> ImageIndependence.holds(one, graph, many));
    }

    private boolean suits(int images, Predicate<Graph> check) {
        try {
            return planner.test(
                    Signature.named(
                            signatures, Signature.withBatch(signatures, images).orElseThrow()),
                    check);
        } catch (ShapeException | ModelFormatException unfit) {
            return false;
        }
    }
}
