package io.github.lanewise.engine.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses the order in which each node computes: the only one that it can, or the one in which more
 * of what it reads stands already.
 */
final class OrderChoice {
    private final Map<Value, MemoryOrder> made = new HashMap<>();

    /** Starts with the inputs of a graph, which are in row-major order. */
    OrderChoice(List<Value> inputs) {
        inputs.forEach(input -> made.put(input, MemoryOrder.ROW_MAJOR));
    }

    /** Returns the order of the next node. */
    MemoryOrder next(Node node) {
        List<MemoryOrder> orders = node.operation().orders(node.inputs(), node.outputs());
        MemoryOrder best = orders.getFirst();
        long most = -1;
        for (MemoryOrder order : orders) {
            long elements = 0;
            for (Value input : node.inputs()) {
                if (made.get(input) == order) {
                    elements += input.extents().elements();
                }
            }
            if (elements > most) {
                most = elements;
                best = order;
            }
        }
        for (Value output : node.outputs()) {
            made.put(output, best);
        }
        return best;
    }

    /** Returns the order in which a value is made. */
    MemoryOrder of(Value value) {
        return made.getOrDefault(value, MemoryOrder.ROW_MAJOR);
    }
}
