package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.tensor.Workspace;
import io.github.lanewise.models.onnx.file.ElementType;
import io.github.lanewise.models.onnx.known.Known;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Floats of constants in native memory. The elements of a tensor are decoded once, by however many
 * imports they are read. Not for several threads at the same time.
 */
public final class ConstantPool {
    private final Workspace workspace;
    private final Optional<ConstantPool> parent;
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
        this(workspace, Optional.empty());
    }

    private ConstantPool(Workspace workspace, Optional<ConstantPool> parent) {
        this.workspace = workspace;
        this.parent = parent;
    }

    /**
     * Returns a pool that shares the constants of the file with this.
     *
     * @param scratch owner of the memory of all other constants, such as those of a graph that is
     *     only looked at
     */
    public ConstantPool withScratch(Workspace scratch) {
        return new ConstantPool(scratch, Optional.of(this));
    }

    MemorySegment floats(Known known) {
        Key key = Key.of(known);
        boolean ofFile = known.data().heapBase().isEmpty();
        if (parent.isPresent() && (ofFile || parent.get().floats.containsKey(key))) {
            return parent.get().floats(known);
        }
        return floats.computeIfAbsent(key, absent -> decode(known));
    }

    private MemorySegment decode(Known known) {
        MemorySegment decoded = workspace.floats(known.elements());
        known.copyTo(decoded);
        return decoded;
    }
}
