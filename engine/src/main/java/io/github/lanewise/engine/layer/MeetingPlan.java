package io.github.lanewise.engine.layer;

import java.lang.foreign.MemorySegment;

/**
 * A layer that needs the whole batch: all lane groups of a training step meet at it. Each group has
 * a {@link MeetingPass} of its own; the first that the plan made is that of the first group, and so
 * on.
 */
public interface MeetingPlan extends LayerPlan {
    @Override
    MeetingPass pass(PassBuffers buffers);

    /**
     * Takes together what the first passes gathered, before any of them computes its output.
     *
     * @param groups number of passes that gathered
     */
    void meet(int groups);

    /** Keeps what the last meeting found, such as running statistics: the step has succeeded. */
    void commit();

    /**
     * Takes together what the first passes gathered on the way back, before any of them computes
     * the gradient of its input, and adds the gradients of the parameters to {@code gradients}.
     *
     * @param groups number of passes that gathered
     * @param gradients as in {@link LayerPass#backward}
     */
    void meetBackward(int groups, MemorySegment gradients);
}
