package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Columns;
import io.github.lanewise.engine.kernel.PackedRows;
import io.github.lanewise.engine.layer.LayerPass;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Halo;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Direct convolution with images in lanes. Forward and backward data are {@link
 * io.github.lanewise.engine.kernel.OuterProduct}s, whose rows are output and input channels;
 * backward weights is a {@link io.github.lanewise.engine.kernel.LaneDot}.
 */
final class DirectConvolution implements LayerPlan {
    private final ConvGeometry g;
    private final FilterOrder order;
    private final Parameter weight;
    private final List<Parameter> bias;
    private final AxisPhase[] rowPhases;
    private final AxisPhase[] columnPhases;
    private final PackedRows forward;
    private final int[] forwardSteps;

    /** One matrix per pair of phases, row phase after row phase. */
    private final PackedRows[] backward;

    private final int[][] backwardSteps;

    DirectConvolution(ConvGeometry g, boolean flipped, List<Parameter> parameters) {
        this.g = g;
        this.order = new FilterOrder(g, flipped);
        this.weight = parameters.getFirst();
        this.bias = parameters.subList(1, parameters.size());
        int top = g.padding().top();
        int left = g.padding().left();
        rowPhases = AxisPhase.all(g.strideHeight(), g.r(), top, g.input().height());
        columnPhases = AxisPhase.all(g.strideWidth(), g.s(), left, g.input().width());
        forwardSteps = order.forwardSteps();
        int outputChannels = g.output().channels();
        forward = new PackedRows(outputChannels, g.taps(), Columns.groupWidth(g.output().width()));
        backward = new PackedRows[rowPhases.length * columnPhases.length];
        backwardSteps = new int[backward.length][];
        for (int i = 0; i < backward.length; i++) {
            AxisPhase row = rowPhases[i / columnPhases.length];
            AxisPhase column = columnPhases[i % columnPhases.length];
            backwardSteps[i] = order.backwardSteps(row, column);
            backward[i] =
                    new PackedRows(
                            g.input().channels(),
                            backwardSteps[i].length,
                            Columns.groupWidth(column.count()));
        }
    }

    @Override
    public Halo inputHalo() {
        return g.padding();
    }

    @Override
    public Halo gradientHalo() {
        return AxisPhase.halo(rowPhases, columnPhases, g.output().height(), g.output().width());
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
            PackedRows rows = backward[task - 1];
            for (int block = 0; block < rows.blocks(); block++) {
                rows.pack(block, weight.value(), 0, (long) g.r() * g.s(), backwardSteps[task - 1]);
            }
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

    PackedRows backwardRows(int rowPhase, int columnPhase) {
        return backward[rowPhase * columnPhases.length + columnPhase];
    }

    AxisPhase[] rowPhases() {
        return rowPhases;
    }

    AxisPhase[] columnPhases() {
        return columnPhases;
    }

    long weightOffset() {
        return weight.offset();
    }

    List<Parameter> bias() {
        return bias;
    }

    MemorySegment weights() {
        return weight.value();
    }
}
