package io.github.lanewise.engine.layer;

/**
 * A layer for images in lanes, forward and backward: each worker takes lane groups of its own
 * through it.
 */
public interface LayerPlan extends LayerBinding {
    /** Binds the plan to the buffers of one worker. */
    LayerPass pass(PassBuffers buffers);
}
