package io.github.lanewise.engine.operation.pool;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.kernel.Elementwise;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.operation.FeatureMap;
import io.github.lanewise.engine.operation.PlaneLines;
import io.github.lanewise.engine.operation.RowPass;
import io.github.lanewise.engine.tensor.ShapeException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The maximum or mean over all pixels of each channel of N×C×W or N×C×H×W; the axes behind C stay,
 * with extent 1 (ONNX GlobalMaxPool and GlobalAveragePool, opset 22).
 *
 * @param which of them
 */
public record GlobalPooling(Kind which) implements Operation {
    /** What is taken of the pixels. */
    public enum Kind {
        /** The largest; NaN is a maximum. */
        MAX,
        /** The mean. */
        AVERAGE
    }

    @Override
    public String kind() {
        return which == Kind.MAX ? "GlobalMaxPool" : "GlobalAveragePool";
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        Extents x = inputs.getFirst();
        if (x.rank() != 3 && x.rank() != 4) {
            throw new ShapeException(
                    kind() + " takes N×C×W or N×C×H×W, but got a value of " + x + ".");
        }
        return List.of(x.rank() == 3 ? x.with(2, 1) : x.with(2, 1).with(3, 1));
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        return List.of(MemoryOrder.LANES);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        return true;
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        int height = context.input().extents().image().height();
        return new Plan(which, height, context.workers());
    }

    /** A line at a time, whose results stand in scratch memory; then those are reduced alike. */
    private record Plan(Kind which, int height, int workers) implements NodePlan {
        @Override
        public long scratchFloats() {
            return (long) height * Lanes.COUNT;
        }

        @Override
        public ImagePass pass(
                List<Buffer> inputs, List<Buffer> outputs, List<MemorySegment> scratch) {
            FeatureMap x = FeatureMap.of(inputs.getFirst());
            FeatureMap y = FeatureMap.of(outputs.getFirst());
            PlaneLines lines = PlaneLines.of(x.layout());
            List<MemorySegment> lineResults = List.copyOf(scratch);
            RowPass.Row plane =
                    switch (which) {
                        case MAX ->
                                (n, c, row, worker) ->
                                        maximum(x, y, lines, n, c, lineResults.get(worker));
                        case AVERAGE ->
                                (n, c, row, worker) ->
                                        average(x, y, lines, n, c, lineResults.get(worker));
                    };
            return RowPass.of(plane, x.images(), x.layout().planes(), 1, lines.vectors(), workers);
        }

        private static void maximum(
                FeatureMap x, FeatureMap y, PlaneLines lines, int n, int c, MemorySegment of) {
            for (int i = 0; i < lines.count(); i++) {
                GlobalPoolKernel.max(
                        x.memory(),
                        x.vector(n, c, i, 0),
                        lines.length(),
                        of,
                        (long) i * Lanes.BYTES);
            }
            GlobalPoolKernel.max(of, 0, lines.count(), y.memory(), y.vector(n, c, 0, 0));
        }

        private static void average(
                FeatureMap x, FeatureMap y, PlaneLines lines, int n, int c, MemorySegment of) {
            for (int i = 0; i < lines.count(); i++) {
                Elementwise.sumVectors(
                        x.memory(),
                        x.vector(n, c, i, 0),
                        lines.length(),
                        of,
                        (long) i * Lanes.BYTES);
            }
            long to = y.vector(n, c, 0, 0);
            Elementwise.sumVectors(of, 0, lines.count(), y.memory(), to);
            GlobalPoolKernel.divide(y.memory(), to, lines.vectors());
        }
    }
}
