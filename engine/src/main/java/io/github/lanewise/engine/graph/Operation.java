package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.tensor.ShapeException;
import java.util.List;
import java.util.Set;

/**
 * What a node does: immutable, without memory of its own, usable in many nodes. Which inputs there
 * are is part of the operation; none is left out at a node.
 */
public interface Operation {
    /** Returns ONNX's name of the operation, such as {@code Conv}. */
    String kind();

    /**
     * Returns the extents of the outputs.
     *
     * @throws ShapeException if the operation cannot be applied to such inputs
     */
    List<Extents> outputs(List<Extents> inputs);

    /** Returns the numbers of the inputs that have to be constants, such as filters. */
    default Set<Integer> constantInputs() {
        return Set.of();
    }

    /**
     * Returns in which orders it can compute these values, at least one, the best one first. All
     * computed inputs and outputs have this order.
     */
    List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs);

    /**
     * Returns whether axis 0 counts images and image n of each output depends on image n of each
     * computed input only, so that a batch can be computed image by image.
     *
     * @param inputs of the node, of which at least one is computed; a constant among them that has
     *     as many axes as a computed one is the same for all images if its axis 0 has extent 1
     */
    boolean keepsImages(List<Value> inputs, List<Value> outputs);

    /**
     * Binds the operation to the values of a node.
     *
     * @param order one of {@link #orders}
     */
    NodePlan plan(NodeContext context, MemoryOrder order);

    /** Returns the multiplications with additions that it takes; 0 where they do not matter. */
    default long multiplyAdds(List<Value> inputs, List<Value> outputs) {
        return 0;
    }

    /** Returns in a few words what it is: its kind and whatever tells it from others. */
    default String describe() {
        return kind();
    }
}
