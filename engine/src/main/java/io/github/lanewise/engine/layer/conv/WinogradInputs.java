package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;

/** Transforms overlapping tiles of a feature map: {@code Bᵀ d B}. */
final class WinogradInputs {
    private static final int V = Lanes.BYTES;

    private final WinogradGrid grid;
    private final WinogradTransform transform;
    private final Layout layout;
    private final WinogradPlaces target;
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
        this.target = target;
        halfRow = half.byteSize() / grid.extent();
        this.source = new WinogradLines(source.segment(), layout.rowStride(), V);
        halfRows = new WinogradLines(half, halfRow, V);
        halfTiles = new WinogradLines(half, V, (long) grid.m() * V);
        places = new WinogradLines(target.memory(), target.bytes(), target.tileStride());
    }

    /**
     * Transforms tiles {@code from} to {@code to} (exclusive) of some planes, which become the
     * first ones of the target.
     */
    void transform(int firstPlane, int count, int from, int to) {
        int m = grid.m();
        int n = grid.extent();
        for (int tile = from; tile < to; ) {
            int p = tile / grid.columns();
            int q = tile % grid.columns();
            int tiles = Math.min(grid.columns() - q, to - tile);
            for (int plane = 0; plane < count; plane++) {
                int row = p * m - grid.top();
                long at = layout.vector(firstPlane + plane, row, q * m - grid.left());
                transform.input(source, at, halfRows, 0, tiles * m + n - m);
                long item = target.offset(plane, tile - from);
                for (int i = 0; i < n; i++) {
                    long line = item + (long) i * n * places.stride();
                    transform.input(halfTiles, i * halfRow, places, line, tiles);
                }
            }
            tile += tiles;
        }
    }
}
