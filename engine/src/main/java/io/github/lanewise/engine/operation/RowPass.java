package io.github.lanewise.engine.operation;

import io.github.lanewise.engine.graph.Ranges;
import io.github.lanewise.engine.layer.ImagePass;

/**
 * A pass over rows of planes of images, in ranges that workers take.
 *
 * @param row computes one
 * @param planes of an image
 * @param rows of a plane
 * @param ranges of all rows of all planes of all images
 */
public record RowPass(Row row, int planes, int rows, Ranges ranges) implements ImagePass {
    /** Computes a row of a plane of an image. */
    @FunctionalInterface
    public interface Row {
        /** Computes it with the scratch memory of a worker. */
        void compute(int image, int plane, int row, int worker);
    }

    /**
     * Returns a pass.
     *
     * @param work of a row, in the time of a vector that is read and written
     */
    public static RowPass of(Row row, int images, int planes, int rows, double work, int workers) {
        return new RowPass(row, planes, rows, Ranges.of(images * planes * rows, work, workers));
    }

    @Override
    public int tasks() {
        return ranges.count();
    }

    @Override
    public void run(int task, int worker) {
        int end = ranges.to(task);
        for (int item = ranges.from(task); item < end; item++) {
            int plane = item / rows;
            row.compute(plane / planes, plane % planes, item % rows, worker);
        }
    }
}
