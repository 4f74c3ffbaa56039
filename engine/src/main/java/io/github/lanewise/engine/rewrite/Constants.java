package io.github.lanewise.engine.rewrite;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Makes constants.
 *
 * @param workspace owner of their memory
 */
record Constants(Workspace workspace) {
    Value of(String name, Extents extents, float[] elements) {
        MemorySegment data = workspace.floats(elements.length);
        data.copyFrom(MemorySegment.ofArray(elements));
        return Value.constant(name, extents, data);
    }

    static float[] elements(Value constant) {
        return constant.data().toArray(ValueLayout.JAVA_FLOAT);
    }
}
