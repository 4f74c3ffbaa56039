package io.github.lanewise.engine.operation.reduce;

import io.github.lanewise.engine.graph.Ranges;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.ImagePass;

/**
 * Softmax of many lines.
 *
 * @param line how one is computed
 * @param items where lines begin
 * @param kind how the floats of the lines of an item stand
 * @param lastBlock floats of the last of the neighbouring items, if their lanes are lines
 * @param blocks neighbouring items
 * @param ranges of items
 */
record SoftmaxPass(
        SoftmaxLine line, Grid items, Kind kind, int lastBlock, int blocks, Ranges ranges)
        implements ImagePass {
    /** How the floats of lines stand. */
    enum Kind {
        /** Those of one line are in the lanes of vectors. */
        ACROSS_LANES,
        /** Each lane of some vectors has those of a line. */
        LANE_BY_LANE
    }

    @Override
    public int tasks() {
        return ranges.count();
    }

    @Override
    public void run(int task, int worker) {
        for (int item = ranges.from(task); item < ranges.to(task); item++) {
            long x = items.x(item);
            long y = items.y(item);
            if (kind == Kind.ACROSS_LANES) {
                line.acrossLanes(x, y, worker);
            } else if (item % blocks < blocks - 1 || lastBlock == Lanes.COUNT) {
                line.laneByLane(x, y, worker);
            } else {
                for (int i = 0; i < lastBlock; i++) {
                    line.floatByFloat(x + 4L * i, y + 4L * i);
                }
            }
        }
    }
}
