package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Columns;
import io.github.lanewise.engine.kernel.PackedRows;
import io.github.lanewise.engine.layer.LayerPass;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Halo;
import java.util.List;

/**
 * Direct convolution with images in lanes. Forward and backward data are {@link
 * io.github.lanewise.engine.kernel.OuterProduct}s, whose rows are output and input channels (a
 * single input channel: {@link BackwardPhase}); backward weights is a {@link
 * io.github.lanewise.engine.kernel.LaneDot}.
 */
final class DirectConvolution implements LayerPlan {
    private final ConvGeometry g;
    private final FilterOrder order;
    private final Parameter weight;
    private final List<Parameter> bias;
    private final PackedRows forward;
    private final int[] forwardSteps;

    /** One per pair of phases, row phase after row phase. */
    private final BackwardPhase[] backward;

    DirectConvolution(ConvGeometry g, boolean flipped, List<Parameter> parameters) {
        this.g = g;
        this.order = new FilterOrder(g, flipped);
        this.weight = parameters.getFirst();
        this.bias = parameters.subList(1, parameters.size());
        forwardSteps = order.forwardSteps();
        forward =
                new PackedRows(
                        g.output().channels(), g.taps(), Columns.groupWidth(g.output().width()));
        int top = g.padding().top();
        int left = g.padding().left();
        AxisPhase[] rows = AxisPhase.all(g.strideHeight(), g.r(), top, g.input().height());
        AxisPhase[] columns = AxisPhase.all(g.strideWidth(), g.s(), left, g.input().width());
        backward = new BackwardPhase[rows.length * columns.length];
        for (int i = 0; i < backward.length; i++) {
            AxisPhase row = rows[i / columns.length];
            AxisPhase column = columns[i % columns.length];
            backward[i] = new BackwardPhase(g, order, row, column);
        }
    }

    @Override
    public Halo inputHalo() {
        return g.padding();
    }

    @Override
    public Halo gradientHalo() {
        Halo halo = Halo.NONE;
        for (BackwardPhase phase : backward) {
            halo = halo.max(phase.halo());
        }
        return halo;
    }

    @Override
    public int packTasks() {
        return 1 + backward.length;
    }

    @Override
    public void pack(int task, boolean forTraining) {
        if (task == 0) {
            for (int block = 0; block < forward.blocks(); block++) {
                forward.pack(block, weight.value(), 0, g.taps(), forwardSteps);
            }
            for (Parameter b : bias) {
                forward.startFrom(b.value());
            }
        } else if (forTraining) {
            backward[task - 1].pack(weight.value());
        }
    }

    @Override
    public LayerPass pass(PassBuffers buffers) {
        return new ConvolutionPass(this, buffers);
    }

    ConvGeometry geometry() {
        return g;
    }

    FilterOrder order() {
        return order;
    }

    PackedRows forwardRows() {
        return forward;
    }

    BackwardPhase[] backwardPhases() {
        return backward;
    }

    long weightOffset() {
        return weight.offset();
    }

    List<Parameter> bias() {
        return bias;
    }
}
