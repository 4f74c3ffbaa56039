package io.github.lanewise.engine.layer.pool;

import io.github.lanewise.engine.layer.ImageBuffers;
import io.github.lanewise.engine.layer.ImagePass;

/**
 * Pooling of one image, in ranges of output rows.
 *
 * @param pool computes a row
 * @param planes of the output
 * @param height P, output rows of a plane
 * @param tasks number of ranges
 */
record PoolRows(Row pool, int planes, int height, int tasks) implements ImagePass {
    /** Ranges per worker: a worker that is late leaves some to the others. */
    private static final int RANGES_PER_WORKER = 4;

    /** Computes output row p of a plane. */
    @FunctionalInterface
    interface Row {
        void forward(int plane, int p);
    }

    static PoolRows of(ImageBuffers buffers, Row pool) {
        int planes = buffers.y().layout().planes();
        int height = buffers.y().shape().height();
        int most = buffers.workers() == 1 ? 1 : buffers.workers() * RANGES_PER_WORKER;
        return new PoolRows(pool, planes, height, Math.min(planes * height, most));
    }

    @Override
    public void run(int task, int worker) {
        int rows = planes * height;
        int end = (int) ((long) rows * (task + 1) / tasks);
        for (int row = (int) ((long) rows * task / tasks); row < end; row++) {
            pool.forward(row / height, row % height);
        }
    }
}
