package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.tensor.Workspace;
import io.github.lanewise.models.onnx.file.ElementType;
import io.github.lanewise.models.onnx.known.Known;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Floats of constants in native memory. The elements of a tensor of a file are decoded once, by
 * however many imports they are read. Not for several threads at the same time.
 */
public final class ConstantPool {
    private final Workspace workspace;
    private final Optional<ConstantPool> parent;
    private final Map<Key, MemorySegment> floats = new HashMap<>();

    /** Where elements stand in a file, and how to read them. */
    private record Key(MemorySegment data, ElementType type) {}

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
        if (known.data().isMapped() || known.data().isNative()) {
            if (parent.isPresent()) {
                return parent.get().floats(known);
            }
            return floats.computeIfAbsent(
                    new Key(known.data(), known.type()), key -> decode(known));
        }
        return decode(known);
    }

    private MemorySegment decode(Known known) {
        MemorySegment decoded = workspace.floats(known.elements());
        known.copyTo(decoded);
        return decoded;
    }
}
