package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;

/**
 * Transforms overlapping tiles of a feature map into {@code [place][channel][tile][L]}: {@code Bᵀ d
 * B}.
 */
final class WinogradInputs {
    private static final int V = Lanes.BYTES;

    private final WinogradGrid grid;
    private final WinogradTransform transform;
    private final Layout layout;
    private final int blockTiles;
    private final long halfRow;
    private final WinogradLines source;
    private final WinogradLines halfRows;
    private final WinogradLines halfTiles;
    private final WinogradLines places;

    WinogradInputs(
            WinogradGrid grid,
            WinogradTransform transform,
            Tensor source,
            WinogradPlaces target,
            MemorySegment half) {
        this.grid = grid;
        this.transform = transform;
        layout = source.layout();
        blockTiles = target.tiles();
        halfRow = half.byteSize() / grid.extent();
        this.source = new WinogradLines(source.segment(), layout.rowStride(), V);
        halfRows = new WinogradLines(half, halfRow, V);
        halfTiles = new WinogradLines(half, V, (long) grid.m() * V);
        places = new WinogradLines(target.memory(), target.bytes(), V);
    }

    /**
     * Transforms tiles {@code from} to {@code to} (exclusive) of some channels, which become the
     * first ones of the target.
     */
    void transform(int firstChannel, int channels, int from, int to) {
        int m = grid.m();
        int n = grid.extent();
        for (int tile = from; tile < to; ) {
            int p = tile / grid.columns();
            int q = tile % grid.columns();
            int count = Math.min(grid.columns() - q, to - tile);
            for (int c = 0; c < channels; c++) {
                long at = layout.offset(firstChannel + c, p * m - grid.top(), q * m - grid.left());
                transform.input(source, at, halfRows, 0, count * m + n - m);
                long item = ((long) c * blockTiles + tile - from) * V;
                for (int i = 0; i < n; i++) {
                    long row = item + (long) i * n * places.stride();
                    transform.input(halfTiles, i * halfRow, places, row, count);
                }
            }
            tile += count;
        }
    }
}
