package io.github.lanewise.bench.peer.onednn;

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A tensor that a primitive reads or writes: in rows, as others have it, and in the layout that the
 * primitive likes best. Where the two are the same there is one memory and nothing to reorder.
 */
final class Operand {
    /** A reorder and what it reads and writes. */
    private record Way(reorder primitive, IntMemoryMap arguments) {
        static Way between(OneDnn library, memory from, memory to) {
            IntMemoryMap arguments = library.keep(new IntMemoryMap());
            arguments.put(dnnl.DNNL_ARG_FROM, from);
            arguments.put(dnnl.DNNL_ARG_TO, to);
            return new Way(library.keep(new reorder(from, to)), arguments);
        }
    }

    private final OneDnn library;
    private final memory plain;
    private final memory best;
    private final boolean same;
    private final Way toBest;
    private final Way toPlain;

    /** Allocates the tensor in both layouts. */
    Operand(OneDnn library, memory.desc plainLayout, memory.desc bestLayout) {
        this.library = library;
        same = plainLayout.equals(library.keep(bestLayout));
        plain = library.memory(plainLayout);
        best = same ? plain : library.memory(bestLayout);
        toBest = Way.between(library, plain, best);
        toPlain = Way.between(library, best, plain);
    }

    /** Returns the memory in the best layout. */
    memory best() {
        return best;
    }

    /** Fills both memories. */
    Operand with(float[] values) {
        new FloatPointer(plain.get_data_handle()).put(values, 0, values.length);
        toBest();
        library.await();
        return this;
    }

    /** Starts the reorder into the best layout. */
    void toBest() {
        start(toBest);
    }

    /** Starts the reorder into rows. */
    void toPlain() {
        start(toPlain);
    }

    private void start(Way way) {
        if (!same) {
            library.execute(way.primitive(), way.arguments());
        }
    }

    /** Reads the plain memory. */
    float[] values() {
        float[] values = new float[(int) (plain.get_desc().get_size() / Float.BYTES)];
        new FloatPointer(plain.get_data_handle()).get(values, 0, values.length);
        return values;
    }
}
