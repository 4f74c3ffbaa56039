package io.github.lanewise.engine.kernel;

/** Some neighbouring rows of the broadcast side of an {@link OuterProduct}. */
final class RowBlock {
    private final float[] values;
    private final int offset;
    private final float[] start;
    private final int row;
    private final int height;

    /**
     * Creates it from its parts, which are kept, not copied.
     *
     * @param values element of row r at step t is {@code values[offset + t * height + r]}
     * @param offset where the block begins in {@code values}
     * @param start value that each row of the whole matrix starts from (its bias)
     * @param row first row of the block
     * @param height rows of the block
     */
    RowBlock(float[] values, int offset, float[] start, int row, int height) {
        this.values = values;
        this.offset = offset;
        this.start = start;
        this.row = row;
        this.height = height;
    }

    float[] values() {
        return values;
    }

    int offset() {
        return offset;
    }

    float[] start() {
        return start;
    }

    int row() {
        return row;
    }

    int height() {
        return height;
    }
}
