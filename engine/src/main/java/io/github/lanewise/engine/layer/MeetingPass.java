package io.github.lanewise.engine.layer;

/**
 * A lane group's use of a {@link MeetingPlan}: {@link #gather}, the plan's {@link
 * MeetingPlan#meet}, {@link #forward}; then {@link #gatherBackward}, {@link
 * MeetingPlan#meetBackward}, which adds the gradients of the parameters, and {@link #backward},
 * which adds none.
 */
public interface MeetingPass extends LayerPass {
    /** Gathers what the meeting needs of this group's input. */
    void gather(LaneGroup group);

    /** Gathers what the meeting needs of this group's gradient of the output. */
    void gatherBackward(LaneGroup group);
}
