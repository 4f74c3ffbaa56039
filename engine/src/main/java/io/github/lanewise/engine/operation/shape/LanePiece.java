package io.github.lanewise.engine.operation.shape;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.kernel.Elementwise;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.Layout;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A step of one plane, bound to memory. */
final class LanePiece {
    private static final int V = Lanes.BYTES;

    /** Where the vectors of a route stand in the source. */
    private record Source(MemorySegment memory, long offset, long image, long row, long column) {
        static Source of(LaneRoute route, List<Buffer> inputs, MemorySegment fill) {
            if (route.box().isFill()) {
                return new Source(fill, 0, 0, 0, 0);
            }
            List<AxisRun> axes = route.box().axes();
            AxisRun images = axes.get(0);
            AxisRun rows = axes.get(2);
            AxisRun columns = axes.get(3);
            Buffer buffer = inputs.get(route.box().source());
            Layout layout = buffer.layout();
            return new Source(
                    buffer.memory(),
                    images.from() * layout.byteSize()
                            + layout.vector(route.sourcePlane(), rows.from(), columns.from()),
                    images.fromStep() * layout.byteSize(),
                    rows.fromStep() * layout.rowStride(),
                    (long) columns.fromStep() * V);
        }

        long at(int image, int row) {
            return offset + image * this.image + row * this.row;
        }
    }

    private final LaneStep step;
    private final Source source;
    private final Source second;
    private final MemorySegment target;
    private final Layout layout;
    private final AxisRun images;
    private final AxisRun rows;
    private final AxisRun columns;

    LanePiece(LaneStep step, List<Buffer> inputs, MemorySegment fill, Buffer output) {
        this.step = step;
        source = Source.of(step.route(), inputs, fill);
        second = step.second().map(route -> Source.of(route, inputs, fill)).orElse(source);
        target = output.memory();
        layout = output.layout();
        List<AxisRun> axes = step.route().box().axes();
        images = axes.get(0);
        rows = axes.get(2);
        columns = axes.get(3);
    }

    /** Does the rows that this has among those of an image; {@code to} is exclusive. */
    void run(int image, int from, int to) {
        int n = image - images.to();
        int begin = Math.max(from, rows.to());
        int end = Math.min(to, rows.to() + rows.count());
        if (n < 0 || n >= images.count() || begin >= end) {
            return;
        }
        long y =
                image * layout.byteSize()
                        + layout.vector(step.route().targetPlane(), begin, columns.to());
        int row = begin - rows.to();
        if (step.kind() == LaneStep.Kind.COPY) {
            copy(source.at(n, row), y, end - begin);
            return;
        }
        for (int i = 0; i < end - begin; i++) {
            moveRow(source.at(n, row + i), second.at(n, row + i), y + i * layout.rowStride());
        }
    }

    private void copy(long x, long y, int rowCount) {
        long bytes = (long) columns.count() * V;
        if (source.column != V) {
            for (int i = 0; i < rowCount; i++) {
                Elementwise.copy(
                        source.memory,
                        x + i * source.row,
                        source.column,
                        target,
                        y + i * layout.rowStride(),
                        V,
                        columns.count());
            }
        } else if (source.row == bytes && layout.rowStride() == bytes) {
            MemorySegment.copy(source.memory, x, target, y, rowCount * bytes);
        } else {
            for (int i = 0; i < rowCount; i++) {
                MemorySegment.copy(
                        source.memory,
                        x + i * source.row,
                        target,
                        y + i * layout.rowStride(),
                        bytes);
            }
        }
    }

    /** Moves the lanes of a row, all at once if its pixels are neighbours in the sources too. */
    private void moveRow(long x, long z, long y) {
        boolean neighbours = source.column == V && second.column == V;
        int count = neighbours ? columns.count() : 1;
        for (int i = 0; i < columns.count(); i += count) {
            move(x + i * source.column, z + i * second.column, y + (long) i * V, count);
        }
    }

    private void move(long x, long z, long y, int count) {
        MemorySegment tables = step.tables();
        switch (step.kind()) {
            case PAIR ->
                    LaneShuffleKernel.pair(
                            source.memory,
                            x,
                            0,
                            second.memory,
                            z,
                            LaneStep.TABLE,
                            tables,
                            target,
                            y,
                            count);
            case INSERT -> LaneShuffleKernel.insert(source.memory, x, tables, 0, target, y, count);
            default -> LaneShuffleKernel.put(source.memory, x, tables, 0, target, y, count);
        }
    }
}
