package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.MatrixProduct;
import io.github.lanewise.engine.kernel.RowSums;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Halo;

/**
 * The gradient of the filters by minimal filtering, the adjoint of the forward pass: {@code dU = Σ
 * (Bᵀ x B) ⊙ (A dy Aᵀ)} over images and tiles, {@code dg = Gᵀ dU G}.
 */
final class WinogradFilterGradient implements ConvDirection {
    private static final int V = Lanes.BYTES;
    private static final int MAX_TILES = 8;

    /** Input channels of a block, if there are that many: each costs the gradients anew. */
    private static final int FEWEST_ROWS = 64;

    private final ConvParameters parameters;
    private final WinogradTransform transform;
    private final WinogradGrid grid;
    private final int tiles;
    private final int rows;

    WinogradFilterGradient(ConvGeometry g, ConvParameters parameters, WinogradTransform transform) {
        this.parameters = parameters;
        this.transform = transform;
        grid = WinogradGrid.forward(g, transform.outputs());
        int channels = g.input().channels();
        int most = Math.min(grid.tiles(), MAX_TILES);
        int mostRows = MatrixProduct.padded(channels, MatrixProduct.ROWS);
        int fewestRows = Math.min(mostRows, FEWEST_ROWS);
        while (most > 1 && scratchBytes(most, fewestRows) > WinogradBlocking.MAX_BYTES) {
            most--;
        }
        tiles = Math.ceilDiv(grid.tiles(), Math.ceilDiv(grid.tiles(), most));
        while (mostRows > MatrixProduct.ROWS
                && scratchBytes(tiles, mostRows) > WinogradBlocking.MAX_BYTES) {
            mostRows -= MatrixProduct.ROWS;
        }
        int blocks = Math.ceilDiv(channels, mostRows);
        rows = MatrixProduct.padded(Math.ceilDiv(channels, blocks), MatrixProduct.ROWS);
    }

    /** Returns the bytes of a row of the gradients of a tile: all K, padded. */
    long gradientRow() {
        return 4L * MatrixProduct.padded(grid.output().channels(), MatrixProduct.COLUMNS);
    }

    /** Returns the bytes from one place of the gradients to the next. */
    long gradientPlace() {
        return gradientPlace(tiles);
    }

    private long gradientPlace(int blockTiles) {
        return (long) blockTiles * Lanes.COUNT * gradientRow() + V;
    }

    /** Returns the bytes of the sums of a place. */
    long sumPlace() {
        return rows * gradientRow();
    }

    private long scratchBytes(int blockTiles, int blockRows) {
        long inputs = WinogradPlaces.bytes(blockRows, blockTiles);
        long sums = blockRows * gradientRow();
        return grid.places() * (inputs + gradientPlace(blockTiles) + sums)
                + sums
                + WinogradBlocking.halfBytes(grid, blockTiles)
                + WinogradGradients.scratchBytes(grid, blockTiles)
                + (long) WinogradGrid.TAPS * (grid.extent() + WinogradGrid.TAPS) * V
                + RowSums.scratchFloats(grid.output().channels()) * Float.BYTES;
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
        return scratchBytes(tiles, rows) / Float.BYTES;
    }

    @Override
    public ConvStep step(PassBuffers buffers, ConvInput x) {
        return new WinogradFilterGradientStep(this, buffers);
    }

    ConvParameters parameters() {
        return parameters;
    }

    WinogradTransform transform() {
        return transform;
    }

    WinogradGrid grid() {
        return grid;
    }

    /** Returns the tiles that are taken at a time. */
    int tiles() {
        return tiles;
    }

    /** Returns the input channels that are taken at a time, padded. */
    int rows() {
        return rows;
    }
}
