package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Lanes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * Transformed tiles of some channels: {@code [place][channel][tile][L]}. A place is a vector longer
 * than its content, since the same item of all places would else fall into few sets of the
 * first-level cache.
 *
 * @param memory of all places
 * @param bytes from one place to the next
 * @param tiles of a block
 */
record WinogradPlaces(MemorySegment memory, long bytes, int tiles) {

    static WinogradPlaces of(
            SegmentAllocator allocator, WinogradGrid grid, int channels, int tiles) {
        long bytes = bytes(channels, tiles);
        return new WinogradPlaces(allocator.allocate(grid.places() * bytes), bytes, tiles);
    }

    /** Returns the bytes from one place to the next. */
    static long bytes(int channels, int tiles) {
        return ((long) channels * tiles + 1) * Lanes.BYTES;
    }

    /** Returns the memory of a place. */
    MemorySegment place(int index) {
        return memory.asSlice(index * bytes, bytes);
    }

    /** Returns the bytes from one channel to the next. */
    long row() {
        return (long) tiles * Lanes.BYTES;
    }
}
