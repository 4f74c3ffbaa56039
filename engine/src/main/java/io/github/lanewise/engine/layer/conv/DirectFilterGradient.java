package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Halo;

/** Backward weights as it is defined: a {@link io.github.lanewise.engine.kernel.LaneDot}. */
record DirectFilterGradient(ConvGeometry g, ConvParameters parameters) implements ConvDirection {
    @Override
    public Halo inputHalo() {
        return g.padding();
    }

    @Override
    public ConvStep step(PassBuffers buffers, ConvInput x) {
        return new DirectFilterGradientStep(
                this, x, buffers.gradients().orElseThrow().dy(), buffers.workspace());
    }
}
