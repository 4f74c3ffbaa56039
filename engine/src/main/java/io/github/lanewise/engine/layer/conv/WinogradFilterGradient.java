package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Halo;

/**
 * The gradient of the filters by minimal filtering, the adjoint of the forward pass: {@code dU = Σ
 * (Bᵀ x B) ⊙ (A dy Aᵀ)} over images and tiles, {@code dg = Gᵀ dU G}.
 *
 * @param transform for the size of the tiles
 * @param grid of the forward pass
 * @param blocking how much is taken at a time
 * @param parameters whose gradients are computed
 */
record WinogradFilterGradient(
        WinogradTransform transform,
        WinogradGrid grid,
        WinogradGradientBlocking blocking,
        ConvParameters parameters)
        implements ConvDirection {

    static WinogradFilterGradient of(
            ConvGeometry g, ConvParameters parameters, WinogradTransform transform) {
        WinogradGrid grid = WinogradGrid.forward(g, transform.outputs());
        return new WinogradFilterGradient(
                transform, grid, WinogradGradientBlocking.of(grid), parameters);
    }

    @Override
    public Halo inputHalo() {
        return grid.inputHalo();
    }

    @Override
    public Halo gradientHalo() {
        return grid.outputHalo();
    }

    @Override
    public long scratchFloats() {
        return blocking.bytes(grid) / Float.BYTES;
    }

    @Override
    public ConvStep step(PassBuffers buffers, ConvInput x) {
        return new WinogradFilterGradientStep(this, buffers);
    }
}
