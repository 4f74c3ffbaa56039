package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.tensor.Workspace;
import io.github.lanewise.models.onnx.file.ElementType;
import io.github.lanewise.models.onnx.known.Known;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/**
 * Floats of constants in native memory. The elements of a tensor are decoded once, by however many
 * imports they are read. Not for several threads at the same time.
 */
public final class ConstantPool {
    private final Workspace workspace;
    private final Map<Key, MemorySegment> floats = new HashMap<>();

    /**
     * What tells constants apart: the place of elements in the file, or the elements themselves if
     * they were made here, anew by each import.
     */
    private record Key(Object data, ElementType type) {
        static Key of(Known known) {
            boolean made = known.data().heapBase().isPresent();
            return new Key(made ? known.data().asByteBuffer() : known.data(), known.type());
        }
    }

    /**
     * Creates an empty pool.
     *
     * @param workspace owner of the memory; it has to live as long as what uses the graphs
     */
    public ConstantPool(Workspace workspace) {
        this.workspace = workspace;
    }

    MemorySegment floats(Known known) {
        return floats.computeIfAbsent(Key.of(known), key -> decode(known));
    }

    private MemorySegment decode(Known known) {
        MemorySegment decoded = workspace.floats(known.elements());
        known.copyTo(decoded);
        return decoded;
    }
}
