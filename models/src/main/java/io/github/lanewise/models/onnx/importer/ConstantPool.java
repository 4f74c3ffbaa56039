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

    /** Where constants stand that are elements of the file; nobody if they stand here. */
    private final Optional<ConstantPool> ofFile;

    private final Map<Key, MemorySegment> floats = new HashMap<>();

    /**
     * What tells constants apart: the place of elements in the file, or the elements themselves if
     * they were made here, anew by each import.
     */
    private record Key(Object data, ElementType type) {
        static Key of(Known known) {
            return new Key(
                    isMade(known) ? known.data().asByteBuffer() : known.data(), known.type());
        }

        static boolean isMade(Known known) {
            return known.data().heapBase().isPresent();
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

    private ConstantPool(Workspace workspace, Optional<ConstantPool> ofFile) {
        this.workspace = workspace;
        this.ofFile = ofFile;
    }

    /** Returns a pool for one graph: it shares what stands in the file, and owns what is made. */
    ConstantPool withMade(Workspace made) {
        return new ConstantPool(made, Optional.of(this));
    }

    MemorySegment floats(Known known) {
        if (ofFile.isPresent() && !Key.isMade(known)) {
            return ofFile.get().floats(known);
        }
        return floats.computeIfAbsent(Key.of(known), key -> decode(known));
    }

    private MemorySegment decode(Known known) {
        MemorySegment decoded = workspace.floats(known.elements());
        known.copyTo(decoded);
        return decoded;
    }
}
