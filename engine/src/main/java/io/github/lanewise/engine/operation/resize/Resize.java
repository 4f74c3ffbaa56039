package io.github.lanewise.engine.operation.resize;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.operation.FeatureMap;
import io.github.lanewise.engine.operation.RowPass;
import io.github.lanewise.engine.operation.resize.ResizeAttributes.Mode;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Another number of rows and columns for the images of N×C×W or N×C×H×W, by nearest pixels or
 * linear interpolation without smoothing (ONNX Resize, opset 19 on, with {@code antialias} 0).
 *
 * @param output extents; the number of images is that of the input, whatever stands here
 * @param attributes how input pixels are found
 */
public record Resize(Extents output, ResizeAttributes attributes) implements Operation {
    @Override
    public String kind() {
        return "Resize";
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        Extents x = inputs.getFirst();
        if (x.rank() != 3 && x.rank() != 4) {
            throw new ShapeException(
                    "Resize takes N×C×W or N×C×H×W, but got a value of " + x + ".");
        }
        if (output.rank() != x.rank() || output.get(1) != x.get(1)) {
            throw new ShapeException(
                    "Resize changes rows and columns only, but is to make "
                            + output
                            + " of a value of "
                            + x
                            + ".");
        }
        return List.of(output.with(0, x.get(0)));
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
        Shape from = context.input().extents().image();
        Shape to = output.image();
        ResizeAxis vertical =
                ResizeAxis.of(attributes, attributes.scaleHeight(), from.height(), to.height());
        ResizeAxis horizontal =
                ResizeAxis.of(attributes, attributes.scaleWidth(), from.width(), to.width());
        boolean selects = vertical.isSelection() && horizontal.isSelection();
        return new Plan(vertical, new ResizeKernel(horizontal), selects, context.workers());
    }

    @Override
    public String describe() {
        String mode = attributes.mode() == Mode.NEAREST ? "nearest" : "linear";
        return kind() + " to " + output.image().toString().replaceFirst("^\\d+×", "") + ", " + mode;
    }

    private record Plan(ResizeAxis vertical, ResizeKernel kernel, boolean selects, int workers)
            implements NodePlan {
        @Override
        public ImagePass pass(
                List<Buffer> inputs, List<Buffer> outputs, List<MemorySegment> scratch) {
            FeatureMap x = FeatureMap.of(inputs.getFirst());
            FeatureMap y = FeatureMap.of(outputs.getFirst());
            RowPass.Row row =
                    selects
                            ? (image, plane, p, worker) ->
                                    kernel.select(
                                            x.memory(),
                                            x.vector(image, plane, vertical.lower(p), 0),
                                            y.memory(),
                                            y.vector(image, plane, p, 0))
                            : (image, plane, p, worker) ->
                                    kernel.mix(
                                            x.memory(),
                                            x.vector(image, plane, vertical.lower(p), 0),
                                            x.vector(image, plane, vertical.upper(p), 0),
                                            vertical.weight(p),
                                            y.memory(),
                                            y.vector(image, plane, p, 0));
            Shape image = y.layout().shape();
            double work = image.width() * (selects ? 1.0 : 3.0);
            return RowPass.of(row, y.images(), y.layout().planes(), image.height(), work, workers);
        }
    }
}
