package io.github.lanewise.engine.operation.reduce;

import io.github.lanewise.engine.graph.Ranges;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.ImagePass;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * Reduces lines of floats or of vectors. Each item of the output has some lines, that are folded
 * one after the other.
 */
final class ReductionPass implements ImagePass {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    private static final int L = Lanes.COUNT;
    private static final int V = Lanes.BYTES;

    /**
     * How the floats of a line stand.
     *
     * @param acrossLanes whether the lanes of all vectors are reduced to one float; else each lane
     *     is an output of its own
     * @param length floats of a line if lanes are reduced, otherwise vectors
     * @param stride bytes from one vector to the next
     */
    record Line(boolean acrossLanes, int length, long stride) {
        int vectors() {
            return acrossLanes ? length / L : length;
        }

        /** Floats in the lanes of a vector that is not full. */
        int rest() {
            return acrossLanes ? length % L : 0;
        }
    }

    private final ReductionKind kind;
    private final MemorySegment x;
    private final MemorySegment y;
    private final List<MemorySegment> scratch;
    private final Grid items;
    private final Grid lines;
    private final Line line;
    private final int blocks;
    private final int lastBlock;
    private final int count;
    private final Ranges ranges;

    /**
     * @param geometry where everything stands
     * @param scratch one vector per worker
     */
    ReductionPass(
            ReductionKind kind,
            ReductionGeometry geometry,
            MemorySegment x,
            MemorySegment y,
            List<MemorySegment> scratch,
            int workers) {
        this.kind = kind;
        this.x = x;
        this.y = y;
        this.scratch = List.copyOf(scratch);
        lines = geometry.lines();
        line = geometry.line();
        int columns = geometry.columns();
        blocks = Math.ceilDiv(columns, L);
        lastBlock = columns - (blocks - 1) * L;
        items = line.acrossLanes ? geometry.items() : geometry.items().with(block(blocks));
        count = lines.places() * line.length;
        double work = 2 + (double) lines.places() * (1 + line.vectors() + line.rest());
        ranges = Ranges.of(items.places(), work, workers);
    }

    private static Grid.Axis block(int blocks) {
        return new Grid.Axis(blocks, V, V);
    }

    @Override
    public int tasks() {
        return ranges.count();
    }

    @Override
    public void run(int task, int worker) {
        for (int item = ranges.from(task); item < ranges.to(task); item++) {
            long xAt = items.x(item);
            long yAt = items.y(item);
            if (line.acrossLanes) {
                y.set(FLOAT, yAt, number(xAt, scratch.get(worker)));
            } else if (item % blocks < blocks - 1 || lastBlock == L) {
                vector(xAt, yAt);
            } else {
                for (int column = 0; column < lastBlock; column++) {
                    y.set(FLOAT, yAt + 4L * column, column(xAt + 4L * column));
                }
            }
        }
    }

    /** Returns what all floats of the lines are reduced to. */
    private float number(long xAt, MemorySegment total) {
        ReductionKernel.fill(total, 0, kind.start());
        float number = kind.start();
        for (int i = 0; i < lines.places(); i++) {
            long at = xAt + lines.x(i);
            kind.fold(x, at, line.stride, line.vectors(), total, 0);
            long rest = at + line.vectors() * line.stride;
            for (int lane = 0; lane < line.rest(); lane++) {
                number = kind.combine(number, x.get(FLOAT, rest + 4L * lane));
            }
        }
        if (line.vectors() > 0) {
            for (int lane = 0; lane < L; lane++) {
                number = kind.combine(number, total.get(FLOAT, 4L * lane));
            }
        }
        return kind == ReductionKind.MEAN ? number / count : number;
    }

    /** Reduces L columns. */
    private void vector(long xAt, long yAt) {
        ReductionKernel.fill(y, yAt, kind.start());
        for (int i = 0; i < lines.places(); i++) {
            kind.fold(x, xAt + lines.x(i), line.stride, line.length, y, yAt);
        }
        if (kind == ReductionKind.MEAN) {
            ReductionKernel.divide(y, yAt, 1, count);
        }
    }

    /** Returns what one column is reduced to. */
    private float column(long xAt) {
        float number = kind.start();
        for (int i = 0; i < lines.places(); i++) {
            long at = xAt + lines.x(i);
            for (int j = 0; j < line.length; j++) {
                number = kind.combine(number, x.get(FLOAT, at + j * line.stride));
            }
        }
        return kind == ReductionKind.MEAN ? number / count : number;
    }
}
