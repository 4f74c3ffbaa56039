package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Columns;
import io.github.lanewise.engine.kernel.OuterProduct;
import io.github.lanewise.engine.kernel.PackedRows;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Layout;
import java.lang.foreign.MemorySegment;

/**
 * The forward pass as it is defined: an {@link OuterProduct} whose rows are the output channels.
 */
final class DirectForward implements ConvDirection {
    private final ConvGeometry g;
    private final ConvParameters parameters;
    private final FilterOrder order;
    private final PackedRows rows;
    private final int[] steps;

    DirectForward(ConvGeometry g, ConvParameters parameters) {
        this.g = g;
        this.parameters = parameters;
        order = new FilterOrder(g, parameters.flipped());
        steps = order.forwardSteps();
        rows =
                new PackedRows(
                        g.output().channels(), g.taps(), Columns.groupWidth(g.output().width()));
    }

    @Override
    public Halo inputHalo() {
        return g.padding();
    }

    @Override
    public int packTasks() {
        return 1;
    }

    @Override
    public void pack(int task) {
        for (int block = 0; block < rows.blocks(); block++) {
            rows.pack(block, parameters.weight().value(), 0, g.taps(), steps);
        }
        parameters.bias().ifPresent(bias -> rows.startFrom(bias.value()));
    }

    @Override
    public ConvStep step(PassBuffers buffers, ConvInput x) {
        MemorySegment y = buffers.y().segment();
        Layout layout = buffers.y().layout();
        // y (K, P·Q) = w (K, C·R·S) × x (C·R·S, P·Q)
        Columns columns =
                Columns.of(
                        order.forwardTaps(x),
                        new Columns.Grid(
                                g.output().height(),
                                g.output().width(),
                                x::pixel,
                                (p, q) -> Math.toIntExact(layout.offset(0, p, q)),
                                layout.planeStride()));
        OuterProduct product = new OuterProduct(rows, columns);
        return gradients -> {
            x.refresh();
            product.run(x.memory(), y);
        };
    }
}
