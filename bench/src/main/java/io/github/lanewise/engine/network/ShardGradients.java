package io.github.lanewise.engine.network;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.optimizer.ParameterRange;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * For benchmarks: gradients of the parts of a batch and their sum, as a {@link Training} has them.
 * The number of shards depends on the batch and never on the threads.
 */
public final class ShardGradients {
    private static final int MOST_SHARDS = 16;

    /** Bytes that one task sums up. */
    private static final long RANGE_BYTES = 32 << 10;

    private final MemorySegment[] shards;
    private final MemorySegment total;
    private final ParameterRange[] ranges;
    private final Workers.Task sumTask = this::sumRange;

    /**
     * Allocates them, all zero.
     *
     * @param groups lane groups of the batch
     * @param bytes of all parameters, a whole number of vectors
     * @param workspace owner of the memory
     */
    public ShardGradients(int groups, long bytes, Workspace workspace) {
        shards = new MemorySegment[Math.min(groups, MOST_SHARDS)];
        for (int i = 0; i < shards.length; i++) {
            shards[i] = workspace.floats(bytes / Float.BYTES);
        }
        total = workspace.floats(bytes / Float.BYTES);
        ranges = new ParameterRange[Math.toIntExact(Math.ceilDiv(bytes, RANGE_BYTES))];
        for (int i = 0; i < ranges.length; i++) {
            long to = Math.min(bytes, (i + 1) * RANGE_BYTES);
            ranges[i] = new ParameterRange(total, total, i * RANGE_BYTES, to);
        }
    }

    /** Returns the number of shards, which take equal parts of the lane groups. */
    public int count() {
        return shards.length;
    }

    /** Returns what a shard adds its gradients to. */
    public MemorySegment shard(int index) {
        return shards[index];
    }

    /** Adds the shards up in their order, which overwrites the last sum, and zeroes them. */
    public void sum(Workers workers) {
        workers.run(ranges.length, sumTask);
    }

    private void sumRange(int range, int worker) {
        GradientKernel.sumShards(ranges[range], shards, shards.length);
    }

    /** Copies the sum of a parameter's gradients, in the order of the parameter. */
    public void copy(Parameter parameter, float[] to) {
        MemorySegment.copy(total, ValueLayout.JAVA_FLOAT, parameter.offset(), to, 0, to.length);
    }
}
