package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Elementwise;
import io.github.lanewise.engine.kernel.LaneTranspose;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * Transforms tiles of the gradient of the output into {@code [place][tile][image][K]}: {@code A dy
 * Aᵀ}. Before that, images and channels change places, so that the lanes carry L channels: the
 * tiles of all images are then the rows of a matrix.
 */
final class WinogradGradients {
    private static final int V = Lanes.BYTES;
    private static final int L = Lanes.COUNT;

    private final WinogradGrid grid;
    private final WinogradTransform transform;
    private final Tensor source;
    private final int chunks;
    private final long placeBytes;
    private final long rowBytes;
    private final long turnedRow;
    private final long turnedPlane;
    private final MemorySegment turned;
    private final MemorySegment rest;
    private final WinogradLines turnedRows;
    private final WinogradLines halfRows;
    private final WinogradLines halfTiles;
    private final WinogradLines places;

    /**
     * Binds the transform to its buffers.
     *
     * @param dy gradient of the output, with the plan's gradient halo
     * @param target memory of all places
     * @param allocator of scratch memory
     */
    WinogradGradients(
            WinogradFilterGradient plan,
            Tensor dy,
            MemorySegment target,
            SegmentAllocator allocator) {
        grid = plan.grid();
        transform = plan.transform();
        source = dy;
        placeBytes = plan.blocking().gradientPlace(grid);
        rowBytes = WinogradGradientBlocking.gradientRow(grid);
        chunks = Math.ceilDiv(dy.shape().channels(), L);
        int m = grid.m();
        turnedRow = (long) m * plan.blocking().tiles() * V;
        // One vector more keeps the images out of the same sets of the first-level cache.
        turnedPlane = m * turnedRow + V;
        turned = allocator.allocate(L * turnedPlane);
        rest = allocator.allocate(L * turnedRow);
        MemorySegment half = allocator.allocate(grid.extent() * turnedRow);
        turnedRows = new WinogradLines(turned, turnedRow, V);
        halfRows = new WinogradLines(half, turnedRow, V);
        halfTiles = new WinogradLines(half, V, (long) m * V);
        places = new WinogradLines(target, placeBytes, L * rowBytes);
    }

    /** Returns the bytes of scratch memory for a number of tiles. */
    static long scratchBytes(WinogradGrid grid, int tiles) {
        long row = (long) grid.m() * tiles * V;
        return L * (grid.m() * row + V) + L * row + grid.extent() * row;
    }

    /** Transforms tiles {@code from} to {@code to} (exclusive) of all channels. */
    void transform(int from, int to) {
        for (int tile = from; tile < to; ) {
            int p = tile / grid.columns() * grid.m();
            int q = tile % grid.columns() * grid.m();
            int count = Math.min(grid.columns() - tile % grid.columns(), to - tile);
            for (int chunk = 0; chunk < chunks; chunk++) {
                turn(chunk, p, q, count);
                for (int image = 0; image < L; image++) {
                    transformImage(image, chunk, tile - from, count);
                }
            }
            tile += count;
        }
    }

    private void transformImage(int image, int chunk, int place, int count) {
        int n = grid.extent();
        long from = image * turnedPlane;
        transform.gradient(turnedRows, from, halfRows, 0, count * grid.m());
        long item = ((long) place * L + image) * rowBytes + (long) chunk * V;
        for (int i = 0; i < n; i++) {
            long row = item + (long) i * n * placeBytes;
            transform.gradient(halfTiles, i * turnedRow, places, row, count);
        }
    }

    /** Exchanges images and channels of L channels of a row of tiles. */
    private void turn(int chunk, int p, int q, int count) {
        Layout layout = source.layout();
        int pixels = count * grid.m();
        int first = chunk * L;
        int channels = Math.min(L, source.shape().channels() - first);
        for (int i = 0; i < grid.m(); i++) {
            long at = layout.offset(first, p + i, q);
            long to = i * turnedRow;
            if (channels == L) {
                LaneTranspose.run(
                        source.segment(),
                        at,
                        layout.planeStride(),
                        turned,
                        to,
                        turnedPlane,
                        pixels);
            } else {
                rest.fill((byte) 0);
                for (int k = 0; k < channels; k++) {
                    long plane = at + k * layout.planeStride();
                    Elementwise.copy(source.segment(), plane, V, rest, k * turnedRow, V, pixels);
                }
                LaneTranspose.run(rest, 0, turnedRow, turned, to, turnedPlane, pixels);
            }
        }
    }
}
