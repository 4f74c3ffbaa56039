package io.github.lanewise.models.onnx.importer;

import java.util.ArrayList;
import java.util.List;

/** Dimensions that a model gives as integers. */
final class Dimensions {
    private Dimensions() {}

    /** Returns dimensions, each 0 or more. */
    static List<Integer> of(NodeImport node, List<Long> values) {
        List<Integer> dimensions = new ArrayList<>();
        for (long value : values) {
            if (value < 0 || value > Integer.MAX_VALUE) {
                throw node.fault("there is no dimension of " + value);
            }
            dimensions.add((int) value);
        }
        return dimensions;
    }

    /** Returns the product of some dimensions; {@code to} is exclusive. */
    static int product(NodeImport node, List<Integer> dimensions, int from, int to) {
        double product = 1;
        for (int extent : dimensions.subList(from, to)) {
            product *= extent;
        }
        if (product > Integer.MAX_VALUE) {
            throw node.fault("the dimensions " + dimensions + " are too large");
        }
        return (int) product;
    }
}
