package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.PackedLanes;
import io.github.lanewise.engine.kernel.PixelGrid;
import io.github.lanewise.engine.kernel.PixelProduct;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;

/**
 * One worker's use of a {@link WinogradImageConvolution}, as {@link WinogradProduct} with the axes
 * exchanged: inputs stand as {@code [place][tile][C]}, products as {@code [place][tile][K]}.
 */
final class WinogradImageProduct {
    private static final int V = Lanes.BYTES;

    private final WinogradGrid grid;
    private final WinogradImageBlocking blocking;
    private final List<WinogradInputs> inputs = new ArrayList<>();
    private final List<WinogradOutputs> outputs = new ArrayList<>();
    private final int planes;

    /** For each block of rows and each place. */
    private final PixelProduct[][] products;

    /** Blocks of the packed filters in each block of rows. */
    private final int[] packedBlocks;

    WinogradImageProduct(
            WinogradImageConvolution plan, List<BoundImage> images, MemorySegment scratch) {
        WinogradTransform transform = plan.transform();
        grid = plan.grid();
        blocking = plan.blocking();
        int tiles = blocking.tiles();
        planes = PackedLanes.vectors(grid.input().channels());
        SegmentAllocator allocator = SegmentAllocator.slicingAllocator(scratch);
        WinogradPlaces v = WinogradPlaces.ofImage(allocator, grid, planes, tiles);
        int productPlanes = PackedLanes.vectors(blocking.rows());
        WinogradPlaces y = WinogradPlaces.ofImage(allocator, grid, productPlanes, tiles);
        MemorySegment half = allocator.allocate(WinogradBlocking.halfBytes(grid, tiles));
        MemorySegment edge = allocator.allocate((long) grid.m() * V);
        for (BoundImage image : images) {
            inputs.add(new WinogradInputs(grid, transform, image.buffers().x(), v, half));
            outputs.add(
                    new WinogradOutputs(
                            grid,
                            transform,
                            y,
                            tiles,
                            image.buffers().y(),
                            plan.biases(),
                            image.end(),
                            half,
                            edge));
        }
        // products (tiles, K) = inputs (tiles, C) × Uᵀ (C, K), at each place
        PixelGrid pixels =
                new PixelGrid(
                        multiples(grid.input().channels(), Float.BYTES),
                        multiples(tiles, v.tileStride()),
                        multiples(tiles, y.tileStride()),
                        V);
        MemorySegment[] inputPlaces = v.places();
        MemorySegment[] productPlaces = y.places();
        products = new PixelProduct[plan.filters().blocks()][grid.places()];
        packedBlocks = new int[products.length];
        for (int block = 0; block < products.length; block++) {
            packedBlocks[block] = plan.filters().matrix(block, 0).blocks();
            for (int place = 0; place < grid.places(); place++) {
                products[block][place] =
                        new PixelProduct(
                                plan.filters().matrix(block, place),
                                pixels,
                                inputPlaces[place],
                                productPlaces[place]);
            }
        }
    }

    private static int[] multiples(int count, long stride) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = Math.toIntExact(i * stride);
        }
        return values;
    }

    /** Computes a part of the rows of a block of tiles of an image. */
    void run(int image, int task) {
        int from = task / blocking.parts() * blocking.tiles();
        int to = Math.min(grid.tiles(), from + blocking.tiles());
        int part = task % blocking.parts();
        int end = products.length * (part + 1) / blocking.parts();
        inputs.get(image).transform(0, planes, from, to);
        for (int block = products.length * part / blocking.parts(); block < end; block++) {
            for (PixelProduct product : products[block]) {
                product.run(0, to - from, 0, packedBlocks[block]);
            }
            int row = block * blocking.rows();
            int rows = Math.min(blocking.rows(), grid.output().channels() - row);
            outputs.get(image).transform(row / Lanes.COUNT, PackedLanes.vectors(rows), from, to);
        }
    }
}
