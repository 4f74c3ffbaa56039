package io.github.lanewise.engine.kernel;

import java.util.ArrayList;
import java.util.List;

/** Cuts rows into blocks of the heights for which there are kernels, at the least cost. */
final class RowPartition {
    /** A kernel: its rows, and the time of a step relative to that of one row of a tall kernel. */
    record Height(int rows, double cost) {}

    /** Rows {@code first} to {@code first + rows} (exclusive). */
    record Part(int first, int rows) {}

    private RowPartition() {}

    /**
     * Returns parts that cover all rows. The last may overlap the one before it; it is never taller
     * than the whole.
     *
     * @param rows number of rows, at least 1
     * @param heights the kernels; one of them has a single row
     */
    static List<Part> of(int rows, List<Height> heights) {
        double[] cost = new double[rows + 1];
        Height[] choice = new Height[rows + 1];
        for (int covered = 1; covered <= rows; covered++) {
            cost[covered] = Double.POSITIVE_INFINITY;
            for (Height height : heights) {
                double total = height.cost() + cost[Math.max(0, covered - height.rows())];
                if (height.rows() <= rows && total < cost[covered]) {
                    cost[covered] = total;
                    choice[covered] = height;
                }
            }
        }
        List<Part> parts = new ArrayList<>();
        for (int end = rows; end > 0; ) {
            int height = choice[end].rows();
            parts.addFirst(new Part(Math.max(0, end - height), height));
            end = Math.max(0, end - height);
        }
        return parts;
    }
}
