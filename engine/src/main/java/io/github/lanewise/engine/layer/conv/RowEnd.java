package io.github.lanewise.engine.layer.conv;

/** What is done to results of a convolution while they are in the cache, such as an activation. */
@FunctionalInterface
public interface RowEnd {
    /** Leaves them as they are. */
    RowEnd NONE = (plane, row, column, count) -> {};

    /**
     * Works on {@code count} neighbouring pixels of a row, which have just been stored.
     *
     * @param plane of the output
     * @param row of the output
     * @param column of the first of the pixels
     */
    void apply(int plane, int row, int column, int count);
}
