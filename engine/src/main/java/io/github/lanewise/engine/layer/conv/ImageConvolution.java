package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.tensor.Halo;
import java.util.List;

/** A way to compute a convolution with channels in lanes, whose filters are packed. */
public interface ImageConvolution {
    /** Returns the border of zeros that is read around an input. */
    Halo inputHalo();

    /** Returns the floats of scratch memory that a worker needs. */
    default long scratchFloats() {
        return 0;
    }

    /** Binds it to images, which stand alike in memory. */
    ImagePass pass(List<BoundImage> images);
}
