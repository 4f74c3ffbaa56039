package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Lanes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * Transformed tiles of some planes: {@code [place][plane][tile][L]} with images in the lanes,
 * {@code [place][tile][plane][L]} with channels. A place is a vector longer than its content, since
 * the same item of all places would else fall into few sets of the first-level cache.
 *
 * @param memory of all places
 * @param bytes from one place to the next
 * @param planeStride bytes from one plane to the next
 * @param tileStride bytes from one tile to the next
 */
record WinogradPlaces(MemorySegment memory, long bytes, long planeStride, long tileStride) {
    private static final int V = Lanes.BYTES;

    /** Tiles this many bytes apart fall into few sets of the first-level cache. */
    private static final long ALIAS_BYTES = 1024;

    /** Allocates tiles with images in the lanes. */
    static WinogradPlaces of(SegmentAllocator allocator, WinogradGrid grid, int planes, int tiles) {
        long bytes = bytes(planes, tiles);
        return new WinogradPlaces(
                allocator.allocate(grid.places() * bytes), bytes, (long) tiles * V, V);
    }

    /** Returns the bytes from one place to the next with images in the lanes. */
    static long bytes(int planes, int tiles) {
        return ((long) planes * tiles + 1) * V;
    }

    /** Allocates tiles with channels in the lanes. */
    static WinogradPlaces ofImage(
            SegmentAllocator allocator, WinogradGrid grid, int planes, int tiles) {
        long bytes = imageBytes(planes, tiles);
        return new WinogradPlaces(
                allocator.allocate(grid.places() * bytes), bytes, V, tileStride(planes));
    }

    /** Returns the bytes from one place to the next with channels in the lanes. */
    static long imageBytes(int planes, int tiles) {
        return tiles * tileStride(planes) + V;
    }

    private static long tileStride(int planes) {
        long bytes = (long) planes * V;
        return bytes % ALIAS_BYTES == 0 ? bytes + V : bytes;
    }

    /** Returns the memory of each place. */
    MemorySegment[] places() {
        MemorySegment[] all = new MemorySegment[Math.toIntExact(memory.byteSize() / bytes)];
        for (int place = 0; place < all.length; place++) {
            all[place] = memory.asSlice(place * bytes, bytes);
        }
        return all;
    }

    /** Returns the byte offset of a tile of a plane at the first place. */
    long offset(int plane, int tile) {
        return plane * planeStride + tile * tileStride;
    }
}
