package io.github.lanewise.engine.layer.conv;

import java.util.Optional;

/** What is done to results of a convolution while they are in the cache, such as an activation. */
public interface RowEnd {
    /** Leaves them as they are. */
    RowEnd NONE =
            new RowEnd() {
                @Override
                public void apply(int plane, int row, int column, int count) {}

                @Override
                public boolean joinsRows() {
                    return true;
                }

                @Override
                public Optional<Limits> limits() {
                    return Optional.of(Limits.NONE);
                }
            };

    /**
     * Works on {@code count} neighbouring pixels of a row, which have just been stored.
     *
     * @param plane of the output
     * @param row of the output
     * @param column of the first of the pixels
     */
    void apply(int plane, int row, int column, int count);

    /**
     * Returns whether all rows of a plane follow each other without a border, so that {@link
     * #apply} may be called for pixels of several rows at once.
     */
    default boolean joinsRows() {
        return false;
    }

    /**
     * Returns what results are limited to, if nothing else is done to them. A convolution that
     * limits what it stores need not call {@link #apply} then.
     */
    default Optional<Limits> limits() {
        return Optional.empty();
    }
}
