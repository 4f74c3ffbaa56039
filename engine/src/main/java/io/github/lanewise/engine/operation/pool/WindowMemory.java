package io.github.lanewise.engine.operation.pool;

import java.lang.foreign.MemorySegment;

/**
 * What windows are read from and written to.
 *
 * @param x input
 * @param y output
 * @param rowStep bytes from one element of a window to the one below
 * @param columnStep bytes from one element of a window to the one on its right
 * @param windowStep bytes from one window to the next
 */
record WindowMemory(
        MemorySegment x, MemorySegment y, long rowStep, long columnStep, long windowStep) {}
