package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Columns;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.OuterProduct;
import io.github.lanewise.engine.kernel.PackedRows;
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

    private final WinogradGrid grid;
    private final int blockTiles;
    private final int blockRows;
    private final WinogradInputs inputs;
    private final WinogradOutputs outputs;
    private final MemorySegment[] inputPlaces;
    private final MemorySegment[] productPlaces;

    /** For each block of rows and each place; the last block of tiles may be shorter. */
    private final OuterProduct[][] whole;

    private final OuterProduct[][] rest;

    WinogradProduct(WinogradConvolution plan, Tensor source, Tensor target, MemorySegment scratch) {
        WinogradTransform transform = plan.transform();
        grid = plan.grid();
        blockTiles = plan.blocking().tiles();
        blockRows = plan.blocking().rows();
        SegmentAllocator allocator = SegmentAllocator.slicingAllocator(scratch);
        WinogradPlaces v = WinogradPlaces.of(allocator, grid, grid.input().channels(), blockTiles);
        WinogradPlaces y = WinogradPlaces.of(allocator, grid, blockRows, blockTiles);
        MemorySegment half = allocator.allocate(WinogradBlocking.halfBytes(grid, blockTiles));
        MemorySegment edge = allocator.allocate((long) grid.m() * V);
        inputs = new WinogradInputs(grid, transform, source, v, half);
        outputs =
                new WinogradOutputs(
                        grid,
                        transform,
                        y,
                        blockTiles,
                        target,
                        plan.biases(),
                        Rectifier.of(target, plan.rectified()),
                        half,
                        edge);
        inputPlaces = v.places();
        productPlaces = y.places();
        whole = multiplications(plan.filters(), blockTiles);
        int left = grid.tiles() % blockTiles;
        rest = left == 0 ? whole : multiplications(plan.filters(), Math.max(2, left));
    }

    // products (K, tiles) = U (K, C) × inputs (C, tiles), at each place
    private OuterProduct[][] multiplications(WinogradFilters<PackedRows> filters, int tiles) {
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
                int row = block * blockRows;
                int rows = Math.min(blockRows, grid.output().channels() - row);
                outputs.transform(row, rows, from, to);
            }
        }
    }
}
