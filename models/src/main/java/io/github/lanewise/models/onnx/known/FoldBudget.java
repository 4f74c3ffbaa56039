package io.github.lanewise.models.onnx.known;

import io.github.lanewise.models.onnx.file.ElementType;
import io.github.lanewise.models.onnx.file.OnnxGraph;
import io.github.lanewise.models.onnx.file.OnnxTensor;
import java.util.List;

/**
 * Bounds the elements that folding makes, so that a small file with absurd dimensions takes little
 * memory.
 */
public final class FoldBudget {
    /** What shape arithmetic and coordinate grids take at most. */
    private static final long LEAST = 1 << 22;

    /** Times that a constant of the file may be transposed, cut or cast. */
    private static final long COPIES = 3;

    private long left;

    /**
     * @param elements how many may be made
     */
    FoldBudget(long elements) {
        left = elements;
    }

    /** Returns the budget of a graph: a fixed number, and some copies of its own constants. */
    public static FoldBudget of(OnnxGraph graph) {
        long constants =
                graph.initializers().values().stream().mapToLong(OnnxTensor::elements).sum();
        return new FoldBudget(LEAST + COPIES * constants);
    }

    /**
     * Returns a tensor of zeros.
     *
     * @throws IllegalArgumentException if it is larger than what is left
     */
    public Known allocate(ElementType type, List<Integer> dimensions) {
        double elements = 1;
        for (int extent : dimensions) {
            elements *= extent;
        }
        if (elements > left || elements * Long.BYTES > Integer.MAX_VALUE - Long.BYTES) {
            throw new IllegalArgumentException(
                    "A constant of dimensions "
                            + dimensions
                            + " that is computed from others is too large");
        }
        left -= (long) elements;
        return Known.zeros(type, dimensions, (int) elements);
    }
}
