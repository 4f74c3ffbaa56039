package io.github.lanewise.engine.operation.shape;

import io.github.lanewise.engine.kernel.Lanes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies a box of floats between memories in which each axis has a stride of its own. Axes that
 * stay neighbours are one. Two axes are copied by an inner loop: the last one, its floats being the
 * columns, and one whose places are the rows: that before it, or that whose floats are neighbours
 * in the source, if those of the last axis are not. Then rows and columns change places.
 */
final class StridedCopy implements ItemCopy {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    private static final int F = Float.BYTES;

    /** Columns of an item, if there are more; 16 KiB. */
    private static final int CHUNK = 4096;

    /** Rows and columns of a block that changes places within the first level of the cache. */
    private static final int BLOCK = 16;

    /** Rows of fewer floats are copied one by one. */
    private static final int SHORT = 24;

    private record Axis(int extent, long x, long y) {
        static final Axis ONE = new Axis(1, F, F);

        boolean continues(Axis inner) {
            return x == inner.x * inner.extent && y == inner.y * inner.extent;
        }
    }

    private final MemorySegment x;
    private final MemorySegment y;
    private final long xOffset;
    private final long yOffset;
    private final Axis[] outer;
    private final Axis rows;
    private final Axis columns;
    private final int chunks;
    private final int items;

    /**
     * @param extents of the box
     */
    StridedCopy(List<Integer> extents, StridedView from, StridedView to) {
        x = from.memory();
        y = to.memory();
        xOffset = from.offset();
        yOffset = to.offset();
        List<Axis> axes = merged(extents, from.strides(), to.strides());
        columns = axes.isEmpty() ? Axis.ONE : axes.removeLast();
        rows = axes.isEmpty() ? Axis.ONE : axes.remove(rows(axes, columns));
        outer = axes.toArray(Axis[]::new);
        chunks = Math.ceilDiv(columns.extent, CHUNK);
        int all = Math.multiplyExact(rows.extent, chunks);
        for (Axis axis : outer) {
            all = Math.multiplyExact(all, axis.extent);
        }
        items = all;
    }

    private static List<Axis> merged(List<Integer> extents, List<Long> from, List<Long> to) {
        List<Axis> axes = new ArrayList<>();
        for (int i = 0; i < extents.size(); i++) {
            Axis axis = new Axis(extents.get(i), from.get(i), to.get(i));
            if (axis.extent == 1) {
                continue;
            }
            if (!axes.isEmpty() && axes.getLast().continues(axis)) {
                axis = new Axis(axes.removeLast().extent * axis.extent, axis.x, axis.y);
            }
            axes.add(axis);
        }
        return axes;
    }

    private static int rows(List<Axis> axes, Axis columns) {
        for (int i = 0; i < axes.size() && columns.x != F; i++) {
            if (axes.get(i).x == F) {
                return i;
            }
        }
        return axes.size() - 1;
    }

    @Override
    public int items() {
        return items;
    }

    @Override
    public double work() {
        int floats = Math.min(CHUNK, columns.extent);
        boolean vectors = columns.x == F && columns.y == F;
        return vectors ? 1 + (double) floats / Lanes.COUNT : 1 + floats / 2.0;
    }

    @Override
    public void run(int from, int to) {
        for (int item = from; item < to; ) {
            int column = item % chunks * CHUNK;
            int row = item / chunks % rows.extent;
            int rest = item / chunks / rows.extent;
            long xAt = xOffset + row * rows.x + column * columns.x;
            long yAt = yOffset + row * rows.y + column * columns.y;
            for (int i = outer.length - 1; i >= 0; i--) {
                int place = rest % outer[i].extent;
                rest /= outer[i].extent;
                xAt += place * outer[i].x;
                yAt += place * outer[i].y;
            }
            int count = chunks > 1 ? 1 : Math.min(rows.extent - row, to - item);
            copy(xAt, yAt, count, Math.min(CHUNK, columns.extent - column));
            item += count;
        }
    }

    private void copy(long xAt, long yAt, int rowCount, int columnCount) {
        if (columns.x == F && columns.y == F && columnCount >= SHORT) {
            for (int row = 0; row < rowCount; row++) {
                long bytes = (long) columnCount * F;
                MemorySegment.copy(x, xAt + row * rows.x, y, yAt + row * rows.y, bytes);
            }
        } else if (rows.x == F && columns.y == F) {
            copyBlocks(xAt, yAt, rowCount, columnCount);
        } else {
            for (int row = 0; row < rowCount; row++) {
                copyRow(xAt + row * rows.x, yAt + row * rows.y, columnCount);
            }
        }
    }

    private void copyRow(long xAt, long yAt, int columnCount) {
        long xStep = columns.x;
        long yStep = columns.y;
        for (int i = 0; i < columnCount; i++) {
            y.set(FLOAT, yAt + i * yStep, x.get(FLOAT, xAt + i * xStep));
        }
    }

    /** Neighbours in the source are places of the axis of the rows. */
    private void copyBlocks(long xAt, long yAt, int rowCount, int columnCount) {
        for (int row = 0; row < rowCount; row += BLOCK) {
            int rowEnd = Math.min(rowCount, row + BLOCK);
            for (int column = 0; column < columnCount; column += BLOCK) {
                int count = Math.min(BLOCK, columnCount - column);
                for (int i = row; i < rowEnd; i++) {
                    copyColumns(
                            xAt + (long) i * F + column * columns.x,
                            yAt + i * rows.y + (long) column * F,
                            count);
                }
            }
        }
    }

    private void copyColumns(long xAt, long yAt, int count) {
        long xStep = columns.x;
        for (int i = 0; i < count; i++) {
            y.set(FLOAT, yAt + (long) i * F, x.get(FLOAT, xAt + i * xStep));
        }
    }
}
