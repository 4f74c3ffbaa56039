package io.github.lanewise.engine.layer;

/** A layer for channels in lanes, forward only: all workers share the work of one image. */
public interface ImagePlan extends LayerBinding {
    /** Binds the plan to the buffers that all workers share. */
    ImagePass pass(ImageBuffers buffers);
}
