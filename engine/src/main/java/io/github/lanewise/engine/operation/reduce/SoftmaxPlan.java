package io.github.lanewise.engine.operation.reduce;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Ranges;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.operation.reduce.SoftmaxPass.Kind;
import io.github.lanewise.engine.tensor.Layout;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Where the lines of a softmax stand.
 *
 * @param softmax what is computed
 * @param order of the values
 * @param workers number of workers
 */
record SoftmaxPlan(Softmax softmax, MemoryOrder order, int workers) implements NodePlan {
    private static final int L = Lanes.COUNT;
    private static final int V = Lanes.BYTES;
    private static final int CHANNELS = 1;

    /** Time of an exponential of a vector, in that of one that is read and written. */
    private static final int EXPONENTIAL = 8;

    @Override
    public long scratchFloats() {
        return 2L * L;
    }

    /**
     * Lines of a value.
     *
     * @param items where they begin
     * @param columns neighbours of an item that are lines of their own, if lanes are
     * @param xStride bytes from one vector of a line to the next in the input
     * @param yStride the same in the output
     */
    private record Lines(Kind kind, Grid items, int columns, long xStride, long yStride) {}

    @Override
    public ImagePass pass(List<Buffer> inputs, List<Buffer> outputs, List<MemorySegment> scratch) {
        Buffer x = inputs.getFirst();
        Buffer y = outputs.getFirst();
        Extents extents = x.extents();
        Lines lines = order == MemoryOrder.LANES ? inLanes(x, y) : rowMajor(extents);
        int length = extents.get(softmax.axis());
        SoftmaxLine line =
                new SoftmaxLine(
                        softmax.logarithm(),
                        new SoftmaxLine.Places(
                                x.memory(), lines.xStride, y.memory(), lines.yStride),
                        length,
                        vectors(scratch, 0),
                        vectors(scratch, V));
        int blocks = Math.ceilDiv(lines.columns, L);
        int lastBlock = lines.columns - (blocks - 1) * L;
        Grid items = lines.items.with(new Grid.Axis(blocks, V, V));
        boolean across = lines.kind == Kind.ACROSS_LANES;
        double work = EXPONENTIAL * (across ? 4 + (double) length / L : length);
        Ranges ranges = Ranges.of(items.places(), work, workers);
        return new SoftmaxPass(line, items, lines.kind, lastBlock, blocks, ranges);
    }

    private static MemorySegment[] vectors(List<MemorySegment> scratch, long offset) {
        return scratch.stream()
                .map(memory -> memory.asSlice(offset, V))
                .toArray(MemorySegment[]::new);
    }

    private Lines rowMajor(Extents extents) {
        int axis = softmax.axis();
        int outer = extents.product(0, axis);
        int inner = extents.product(axis + 1, extents.rank());
        long bytes = (long) extents.get(axis) * inner * Float.BYTES;
        Grid items = Grid.of(List.of(new Grid.Axis(outer, bytes, bytes)));
        long stride = (long) inner * Float.BYTES;
        return inner == 1
                ? new Lines(Kind.ACROSS_LANES, items, 1, V, V)
                : new Lines(Kind.LANE_BY_LANE, items, inner, stride, stride);
    }

    private Lines inLanes(Buffer x, Buffer y) {
        Layout from = x.layout();
        Layout to = y.layout();
        if (softmax.axis() == CHANNELS) {
            return new Lines(
                    Kind.ACROSS_LANES,
                    ReductionGeometry.pixelGrid(x, y),
                    1,
                    from.planeStride(),
                    to.planeStride());
        }
        boolean columns = softmax.axis() == x.extents().rank() - 1;
        Grid planes =
                Grid.of(
                        List.of(
                                new Grid.Axis(x.extents().images(), from.byteSize(), to.byteSize()),
                                new Grid.Axis(
                                        from.planes(), from.planeStride(), to.planeStride())));
        Grid.Axis others =
                columns
                        ? new Grid.Axis(from.shape().height(), from.rowStride(), to.rowStride())
                        : new Grid.Axis(from.shape().width(), V, V);
        return new Lines(
                Kind.LANE_BY_LANE,
                planes.from(from.vector(0, 0, 0), to.vector(0, 0, 0)).with(others),
                L,
                columns ? V : from.rowStride(),
                columns ? V : to.rowStride());
    }
}
