package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Columns;
import io.github.lanewise.engine.kernel.Elementwise;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.OuterProduct;
import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * One worker's use of a {@link WinogradConvolution}, block of tiles by block of tiles: transform
 * the inputs, multiply them with the filters at each of the n×n places of a tile, transform the
 * products back. A block is about as large as a second-level cache, and at most {@link
 * WinogradBlocking#MAX_BYTES}.
 *
 * <p>Inputs stand as {@code [place][C][tile][L]}, products as {@code [place][K][tile][L]}.
 */
final class WinogradProduct implements ConvStep {
    private static final int V = Lanes.BYTES;

    private final WinogradTransform transform;
    private final WinogradGrid grid;
    private final int blockTiles;
    private final int blockRows;
    private final WinogradInputs inputs;
    private final Tensor target;
    private final float[] biases;

    private final MemorySegment[] inputPlaces;
    private final MemorySegment[] productPlaces;

    /** For each block of rows and each place; the last block of tiles may be shorter. */
    private final OuterProduct[][] whole;

    private final OuterProduct[][] rest;

    private final WinogradLines products;
    private final WinogradLines halfRows;
    private final WinogradLines halfTiles;
    private final WinogradLines targetTiles;
    private final WinogradLines edgeTile;

    WinogradProduct(WinogradConvolution plan, Tensor source, Tensor target, MemorySegment scratch) {
        transform = plan.transform();
        grid = plan.grid();
        this.target = target;
        biases = plan.biases();
        blockTiles = plan.blocking().tiles();
        blockRows = plan.blocking().rows();
        int n = grid.extent();
        int m = grid.m();
        SegmentAllocator allocator = SegmentAllocator.slicingAllocator(scratch);
        WinogradPlaces v = WinogradPlaces.of(allocator, grid, grid.input().channels(), blockTiles);
        WinogradPlaces y = WinogradPlaces.of(allocator, grid, blockRows, blockTiles);
        MemorySegment half = allocator.allocate(WinogradBlocking.halfBytes(grid, blockTiles));
        MemorySegment edge = allocator.allocate((long) m * V);
        inputs = new WinogradInputs(grid, transform, source, v, half);
        inputPlaces = places(v);
        productPlaces = places(y);
        whole = multiplications(plan.filters(), blockTiles);
        int left = grid.tiles() % blockTiles;
        rest = left == 0 ? whole : multiplications(plan.filters(), Math.max(2, left));
        products = new WinogradLines(y.memory(), n * y.bytes(), V);
        halfRows = new WinogradLines(half, n * y.row(), V);
        halfTiles = new WinogradLines(half, y.row(), V);
        targetTiles = new WinogradLines(target.segment(), V, (long) m * V);
        edgeTile = new WinogradLines(edge, V, (long) m * V);
    }

    private MemorySegment[] places(WinogradPlaces places) {
        MemorySegment[] all = new MemorySegment[grid.places()];
        for (int place = 0; place < all.length; place++) {
            all[place] = places.place(place);
        }
        return all;
    }

    // products (K, tiles) = U (K, C) × inputs (C, tiles), at each place
    private OuterProduct[][] multiplications(WinogradFilters filters, int tiles) {
        int[] taps = new int[grid.input().channels()];
        for (int c = 0; c < taps.length; c++) {
            taps[c] = Math.toIntExact((long) c * blockTiles * V);
        }
        Columns columns =
                Columns.of(
                        taps,
                        new Columns.Grid(
                                1,
                                tiles,
                                (row, tile) -> tile * V,
                                (row, tile) -> tile * V,
                                (long) blockTiles * V));
        OuterProduct[][] all = new OuterProduct[filters.blocks()][grid.places()];
        for (int block = 0; block < all.length; block++) {
            for (int place = 0; place < all[block].length; place++) {
                all[block][place] = new OuterProduct(filters.matrix(block, place), columns);
            }
        }
        return all;
    }

    @Override
    public void run(MemorySegment gradients) {
        for (int from = 0; from < grid.tiles(); from += blockTiles) {
            int to = Math.min(grid.tiles(), from + blockTiles);
            inputs.transform(0, grid.input().channels(), from, to);
            OuterProduct[][] multiplications = to - from == blockTiles ? whole : rest;
            for (int block = 0; block < multiplications.length; block++) {
                for (int place = 0; place < inputPlaces.length; place++) {
                    multiplications[block][place].run(inputPlaces[place], productPlaces[place]);
                }
                transformProducts(block * blockRows, from, to);
            }
        }
    }

    private void transformProducts(int firstRow, int from, int to) {
        int rows = Math.min(blockRows, grid.output().channels() - firstRow);
        int n = grid.extent();
        for (int k = 0; k < rows; k++) {
            long row = (long) k * blockTiles * V;
            for (int j = 0; j < n; j++) {
                transform.output(
                        products,
                        row + j * products.stride() / n,
                        halfRows,
                        j * halfTiles.stride(),
                        to - from,
                        0);
            }
            for (int tile = from; tile < to; ) {
                int count = Math.min(grid.columns() - tile % grid.columns(), to - tile);
                store(firstRow + k, tile, tile - from, count);
                tile += count;
            }
        }
    }

    /** Transforms the rows of neighbouring tiles into output channel k. */
    private void store(int k, int tile, int placeInBlock, int count) {
        int m = grid.m();
        int p = tile / grid.columns() * m;
        int q = tile % grid.columns() * m;
        int rows = Math.min(m, grid.output().height() - p);
        int missing = Math.max(0, q + count * m - grid.output().width());
        int wholeTiles = missing > 0 ? count - 1 : count;
        for (int i = 0; i < rows; i++) {
            long from = i * halfRows.stride() + (long) placeInBlock * V;
            long to = target.layout().offset(k, p + i, q);
            if (wholeTiles > 0) {
                transform.output(halfTiles, from, targetTiles, to, wholeTiles, biases[k]);
            }
            if (missing > 0) {
                long last = from + (long) wholeTiles * V;
                transform.output(halfTiles, last, edgeTile, 0, 1, biases[k]);
                long end = to + (long) wholeTiles * m * V;
                Elementwise.copy(edgeTile.memory(), 0, V, target.segment(), end, V, m - missing);
            }
        }
    }
}
