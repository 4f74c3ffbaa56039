package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.PackedLanes;
import io.github.lanewise.engine.layer.ImageBuffers;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.List;

/** The forward pass of one image as it is defined, with channels in lanes. */
final class DirectImageConvolution implements ImagePlan {
    private final ConvGeometry g;
    private final ConvParameters parameters;
    private final PackedLanes filters;
    private final PixelConvolution sum;
    private final int[] steps;
    private boolean rectified;

    /**
     * Allocates the packed filters.
     *
     * @param workspace their owner
     */
    DirectImageConvolution(ConvGeometry g, ConvParameters parameters, Workspace workspace) {
        this.g = g;
        this.parameters = parameters;
        steps = new FilterOrder(g, parameters.flipped()).forwardSteps();
        filters = new PackedLanes(g.output().channels(), g.taps(), workspace::floats);
        int top = g.padding().top();
        int left = g.padding().left();
        sum =
                new PixelConvolution(
                        filters,
                        PixelAxis.of(g.output().height(), g.r(), g.strideHeight(), 1, top),
                        PixelAxis.of(g.output().width(), g.s(), g.strideWidth(), 1, left),
                        ChannelRange.of(g.input().channels()),
                        g.input());
    }

    @Override
    public Halo inputHalo() {
        return g.padding();
    }

    @Override
    public boolean rectify() {
        rectified = true;
        return true;
    }

    @Override
    public int packTasks() {
        return filters.blocks();
    }

    @Override
    public void pack(int task, boolean forTraining) {
        filters.pack(task, parameters.weight().value(), 0, g.taps(), steps);
        if (task == 0) {
            parameters.bias().ifPresent(bias -> filters.startFrom(bias.value()));
        }
    }

    @Override
    public ImagePass pass(ImageBuffers buffers) {
        RowEnd end = Rectifier.of(buffers.y(), rectified);
        return sum.pass(List.of(new BoundImage(buffers, end)));
    }
}
