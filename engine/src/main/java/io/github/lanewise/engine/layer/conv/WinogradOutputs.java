package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Elementwise;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;

/** Transforms products of tiles into a feature map: {@code Aᵀ products A + bias}. */
final class WinogradOutputs {
    private static final int V = Lanes.BYTES;

    /** What the first of the two transforms adds. */
    private static final float[] NOTHING = new float[Lanes.COUNT];

    private final WinogradGrid grid;
    private final WinogradTransform transform;
    private final Tensor target;
    private final float[] biases;
    private final RowEnd end;
    private final WinogradPlaces source;
    private final WinogradLines products;
    private final WinogradLines halfRows;
    private final WinogradLines halfTiles;
    private final WinogradLines targetTiles;
    private final WinogradLines edgeTile;

    /**
     * Binds the transform to its buffers.
     *
     * @param tiles of a block
     * @param biases L floats for each plane of the target
     * @param end what is done to the results
     * @param half what stands between the transforms along columns and along rows
     * @param edge m vectors
     */
    WinogradOutputs(
            WinogradGrid grid,
            WinogradTransform transform,
            WinogradPlaces source,
            int tiles,
            Tensor target,
            float[] biases,
            RowEnd end,
            MemorySegment half,
            MemorySegment edge) {
        this.grid = grid;
        this.transform = transform;
        this.source = source;
        this.target = target;
        this.biases = biases;
        this.end = end;
        int n = grid.extent();
        int m = grid.m();
        products = new WinogradLines(source.memory(), n * source.bytes(), source.tileStride());
        halfRows = new WinogradLines(half, (long) n * tiles * V, V);
        halfTiles = new WinogradLines(half, (long) tiles * V, V);
        targetTiles = new WinogradLines(target.segment(), V, (long) m * V);
        edgeTile = new WinogradLines(edge, V, (long) m * V);
    }

    /**
     * Transforms the products of tiles {@code from} to {@code to} (exclusive).
     *
     * @param firstPlane plane of the target that the first plane of the products becomes
     * @param count number of planes
     */
    void transform(int firstPlane, int count, int from, int to) {
        int n = grid.extent();
        for (int plane = 0; plane < count; plane++) {
            long row = source.offset(plane, 0);
            for (int j = 0; j < n; j++) {
                transform.output(
                        products,
                        row + j * source.bytes(),
                        halfRows,
                        j * halfTiles.stride(),
                        to - from,
                        NOTHING,
                        0);
            }
            for (int tile = from; tile < to; ) {
                int tiles = Math.min(grid.columns() - tile % grid.columns(), to - tile);
                store(firstPlane + plane, tile, tile - from, tiles);
                tile += tiles;
            }
        }
    }

    /** Transforms the rows of neighbouring tiles into a plane of the target. */
    private void store(int plane, int tile, int placeInBlock, int count) {
        int m = grid.m();
        int p = tile / grid.columns() * m;
        int q = tile % grid.columns() * m;
        int rows = Math.min(m, grid.output().height() - p);
        int missing = Math.max(0, q + count * m - grid.output().width());
        int whole = missing > 0 ? count - 1 : count;
        int bias = plane * Lanes.COUNT;
        for (int i = 0; i < rows; i++) {
            long from = i * halfRows.stride() + (long) placeInBlock * V;
            long to = target.layout().vector(plane, p + i, q);
            if (whole > 0) {
                transform.output(halfTiles, from, targetTiles, to, whole, biases, bias);
            }
            if (missing > 0) {
                long last = from + (long) whole * V;
                transform.output(halfTiles, last, edgeTile, 0, 1, biases, bias);
                long rest = to + (long) whole * m * V;
                Elementwise.copy(edgeTile.memory(), 0, V, target.segment(), rest, V, m - missing);
            }
            end.apply(plane, p + i, q, count * m - missing);
        }
    }
}
