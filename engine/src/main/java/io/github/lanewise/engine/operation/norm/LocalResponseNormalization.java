package io.github.lanewise.engine.operation.norm;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.operation.FeatureMap;
import io.github.lanewise.engine.operation.RowPass;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * y = x / (bias + α / size · Σ x²)^β with the sum over {@code size} neighbouring channels: from
 * ⌊(size - 1) / 2⌋ before to ⌈(size - 1) / 2⌉ behind, as far as there are (ONNX LRN, opset 13). The
 * input is N×C, N×C×W or N×C×H×W.
 *
 * @param size channels in the sum, at least 1
 * @param alpha α
 * @param beta β
 * @param bias k in the literature
 */
public record LocalResponseNormalization(int size, float alpha, float beta, float bias)
        implements Operation {
    /**
     * @throws ShapeException if size is below 1
     */
    public LocalResponseNormalization {
        if (size < 1) {
            throw new ShapeException(
                    "The size of LRN is at least 1 channel, but got " + size + ".");
        }
    }

    @Override
    public String kind() {
        return "LRN";
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        return List.of(Channels.check(kind(), inputs, 2, List.of()));
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
        Shape image = context.input().extents().image();
        MemorySegment exponent = context.workspace().floats(Lanes.COUNT);
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            exponent.setAtIndex(ValueLayout.JAVA_FLOAT, lane, -beta);
        }
        ResponseGeometry geometry = ResponseGeometry.of(image, size);
        return new Plan(this, geometry, exponent, context.workers());
    }

    @Override
    public String describe() {
        return kind() + " of " + size + " channels";
    }

    private record Plan(
            LocalResponseNormalization operation,
            ResponseGeometry geometry,
            MemorySegment exponent,
            int workers)
            implements NodePlan {
        @Override
        public long scratchFloats() {
            return geometry.byteSize() / Float.BYTES;
        }

        @Override
        public Sharing sharing() {
            return Sharing.OVERWRITE;
        }

        @Override
        public ImagePass pass(
                List<Buffer> inputs, List<Buffer> outputs, List<MemorySegment> scratch) {
            FeatureMap x = FeatureMap.of(inputs.getFirst());
            FeatureMap y = FeatureMap.of(outputs.getFirst());
            ResponseRow row =
                    new ResponseRow(x, y, operation, geometry, exponent, List.copyOf(scratch));
            Shape image = x.layout().shape();
            double work = (double) image.width() * x.layout().planes() * (geometry.channels() + 20);
            return RowPass.of(row, x.images(), 1, image.height(), work, workers);
        }
    }
}
