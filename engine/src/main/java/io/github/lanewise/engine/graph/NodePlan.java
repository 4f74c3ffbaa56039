package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.tensor.Halo;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A node bound to an order of memory, shared by all workers and by all slabs. */
public interface NodePlan {
    /** Where the output of a node may stand. */
    enum Sharing {
        /** In memory of its own. */
        NONE,
        /**
         * In the memory of the first input, if nothing reads that afterwards and both are placed
         * alike.
         */
        OVERWRITE,
        /**
         * In the memory of the first input, whose floats are the output already, in row-major
         * order; the pass does nothing then.
         */
        RESHAPE
    }

    /** How a constant input is handed to the pass: in the order of the plan, or as it stands. */
    default Placement constant(int input) {
        return Placement.ROW_MAJOR;
    }

    /**
     * Returns the border of zeros that is read around an input with channels in lanes; it may be
     * larger in the end, since others read the same value.
     */
    default Halo inputHalo(int input) {
        return Halo.NONE;
    }

    /** Returns where the output may stand. */
    default Sharing sharing() {
        return Sharing.NONE;
    }

    /** Returns the floats of scratch memory that a worker needs; nothing in it outlives a task. */
    default long scratchFloats() {
        return 0;
    }

    /** Returns how it is computed, for reports; nothing where there is one way only. */
    default String describe() {
        return "";
    }

    /**
     * Binds the plan to memory. The pass overwrites all elements of the outputs and never writes to
     * a border: that is zero, or made so, by others. Running it allocates nothing, and its results
     * do not depend on the number of workers or the order of tasks.
     *
     * @param inputs constants as {@link #constant} says, others in the order of the plan
     * @param scratch for each worker at least {@link #scratchFloats()} floats
     */
    ImagePass pass(List<Buffer> inputs, List<Buffer> outputs, List<MemorySegment> scratch);
}
