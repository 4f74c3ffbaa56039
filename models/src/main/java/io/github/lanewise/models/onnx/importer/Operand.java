package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.models.onnx.known.Known;
import java.util.Arrays;
import java.util.List;

/** What stands for a value of the file while it is imported. */
sealed interface Operand {
    /** Returns the extents; only a constant may have none of some axis. */
    List<Integer> dimensions();

    /** A value whose elements are known. */
    record Constant(Known known) implements Operand {
        @Override
        public List<Integer> dimensions() {
            return known.dimensions();
        }
    }

    /** Floats that nodes of the graph compute. */
    record Computed(Value value) implements Operand {
        @Override
        public List<Integer> dimensions() {
            return Arrays.stream(value.extents().toArray()).boxed().toList();
        }
    }
}
