package io.github.lanewise.engine.operation.pool;

/** Pools windows that have the same elements. */
@FunctionalInterface
interface WindowKernel {
    /**
     * Writes {@code count} neighbouring vectors.
     *
     * @param rows of elements of a window that are no padding
     * @param columns of elements of a window that are no padding
     * @param padded number of elements of a window, those that are padding included
     * @param at byte offset of the first element of the first window
     * @param to byte offset of the first result
     */
    void pool(int rows, int columns, long padded, long at, long to, int count);
}
