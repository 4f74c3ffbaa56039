package io.github.lanewise.engine.kernel;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/**
 * The vector side of an {@link OuterProduct}: which vectors are read at each step and where the
 * results go. Columns come in groups that stand next to each other in both places. All offsets are
 * in bytes. The number of groups of two is even, since most tiles take two, four or six of them.
 *
 * <p>The pixels of an image go down in bands that are a few groups wide. What the taps of a pixel
 * share with those of the pixel below is then still in the first-level cache.
 */
public final class Columns {
    /** Groups of a band: at most eight columns. */
    private static final int BAND = 4;

    private final int width;
    private final int firstStep;
    private final int[] taps;
    private final int[] input;
    private final int[] output;
    private final long outputRow;
    private final long inputSpan;

    private Columns(
            int width, int firstStep, int[] taps, int[] input, int[] output, long outputRow) {
        this.width = width;
        this.firstStep = firstStep;
        this.taps = taps;
        this.input = input;
        this.output = output;
        this.outputRow = outputRow;
        long reach = 0;
        for (int tap : taps) {
            reach = Math.max(reach, tap + (long) width * Lanes.BYTES);
        }
        inputSpan = reach;
    }

    /**
     * Returns columns in groups that are listed one by one.
     *
     * @param width columns per group: 2, or 1
     * @param firstStep step of the matrix that meets the first tap
     * @param taps byte offset of each step from the first vector of a group
     * @param input byte offset of the first vector of each group at a tap of 0
     * @param output byte offset of the first result of each group in row 0
     * @param outputRow bytes from one row of results to the next
     */
    public static Columns ofGroups(
            int width, int firstStep, int[] taps, int[] input, int[] output, long outputRow) {
        int groups = input.length;
        boolean even = width == 1 || groups % 2 == 0;
        int[] from = even ? input : Arrays.copyOf(input, groups + 1);
        int[] to = even ? output : Arrays.copyOf(output, groups + 1);
        from[from.length - 1] = input[groups - 1];
        to[to.length - 1] = output[groups - 1];
        return new Columns(width, firstStep, taps, from, to, outputRow);
    }

    int width() {
        return width;
    }

    int firstStep() {
        return firstStep;
    }

    int[] taps() {
        return taps;
    }

    int[] input() {
        return input;
    }

    int[] output() {
        return output;
    }

    long outputRow() {
        return outputRow;
    }

    /** Returns the bytes that the steps of a group reach, from its first vector. */
    long inputSpan() {
        return inputSpan;
    }

    /**
     * Returns the columns of a grid of pixels. The last group of a row of odd length overlaps the
     * one before it: both compute the same bits.
     *
     * @param taps byte offset of each step
     * @param grid where the pixels of input and output stand
     */
    public static Columns of(int[] taps, Grid grid) {
        int width = groupWidth(grid.columns());
        int perRow = Math.ceilDiv(grid.columns(), width);
        int[] from = new int[grid.rows() * perRow];
        int[] to = new int[from.length];
        int[] order = bandOrder(grid.rows(), perRow);
        for (int group = 0; group < order.length; group++) {
            int row = order[group] / perRow;
            int column = Math.min(order[group] % perRow * width, grid.columns() - width);
            from[group] = grid.input().applyAsInt(row, column);
            to[group] = grid.output().applyAsInt(row, column);
        }
        return ofGroups(width, 0, taps, from, to, grid.outputRow());
    }

    /** Returns the groups of a grid, row · groupsPerRow + place in the row, band after band. */
    public static int[] bandOrder(int rows, int groupsPerRow) {
        int[] order = new int[rows * groupsPerRow];
        int next = 0;
        for (int band = 0; band < groupsPerRow; band += BAND) {
            int end = Math.min(groupsPerRow, band + BAND);
            for (int row = 0; row < rows; row++) {
                for (int i = band; i < end; i++) {
                    order[next++] = row * groupsPerRow + i;
                }
            }
        }
        return order;
    }

    /** Returns the columns per group for rows of that many columns: 2, or 1 for a single one. */
    public static int groupWidth(int columns) {
        return columns == 1 ? 1 : 2;
    }

    /** Returns the number of groups. */
    int groups() {
        return input.length;
    }

    /**
     * A grid of pixels whose rows are contiguous on both sides.
     *
     * @param rows P
     * @param columns Q, neighbours in input and output
     * @param input byte offset of the vector of pixel (row, column) at a tap of 0
     * @param output byte offset of the result of pixel (row, column) in row 0 of the results
     * @param outputRow bytes from one row of results to the next
     */
    public record Grid(
            int rows,
            int columns,
            IntBinaryOperator input,
            IntBinaryOperator output,
            long outputRow) {}
}
