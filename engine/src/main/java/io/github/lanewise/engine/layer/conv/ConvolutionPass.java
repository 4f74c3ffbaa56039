package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Columns;
import io.github.lanewise.engine.kernel.OuterProduct;
import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.layer.LayerPass;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** One worker's forward and backward pass of a {@link DirectConvolution}. */
final class ConvolutionPass implements LayerPass {
    private final ConvInput x;
    private final MemorySegment y;
    private final OuterProduct forward;
    private final Optional<InputGradient> inputGradient;
    private final Optional<FilterGradient> filterGradient;

    ConvolutionPass(DirectConvolution plan, PassBuffers buffers) {
        ConvGeometry g = plan.geometry();
        x = new ConvInput(g, buffers.x(), buffers.workspace());
        Tensor output = buffers.y();
        y = output.segment();
        Layout layout = output.layout();
        // y (K, P·Q) = w (K, C·R·S) × x (C·R·S, P·Q)
        Columns columns =
                Columns.of(
                        plan.order().forwardTaps(x),
                        new Columns.Grid(
                                g.output().height(),
                                g.output().width(),
                                x::pixel,
                                (p, q) -> Math.toIntExact(layout.offset(0, p, q)),
                                layout.planeStride()));
        forward = new OuterProduct(plan.forwardRows(), columns);
        filterGradient =
                buffers.gradients()
                        .map(d -> new FilterGradient(plan, x, d.dy(), buffers.workspace()));
        inputGradient =
                buffers.gradients()
                        .flatMap(d ->
                                d.dx().map(dx ->
                                        new InputGradient(plan, d.dy(), dx, buffers.workspace())));
    }

    @Override
    public void forward(LaneGroup group) {
        x.refresh();
        forward.run(x.memory(), y);
    }

    @Override
    public void backward(LaneGroup group, MemorySegment gradients) {
        if (inputGradient.isPresent()) {
            inputGradient.get().compute();
        }
        if (filterGradient.isPresent()) {
            filterGradient.get().addTo(gradients);
        }
    }
}
