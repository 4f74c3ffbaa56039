package io.github.lanewise.engine.layer.dense;

import io.github.lanewise.engine.kernel.Columns;
import io.github.lanewise.engine.kernel.OuterProduct;
import io.github.lanewise.engine.kernel.PackedRows;
import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.layer.LayerPass;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Layout;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/** A dense layer as three outer products with one column, the lane group. */
final class DensePlan implements LayerPlan {
    /** Blocks of rows that one packing task takes. */
    private static final int BLOCKS_PER_TASK = 8;

    private final int inputs;
    private final Parameter weight;
    private final List<Parameter> bias;
    private final PackedRows forward;
    private final PackedRows backward;
    private final int[] forwardSteps;
    private final int[] backwardSteps;

    DensePlan(int inputs, int outputs, List<Parameter> parameters) {
        this.inputs = inputs;
        weight = parameters.getFirst();
        bias = parameters.subList(1, parameters.size());
        forward = new PackedRows(outputs, inputs, 1);
        backward = new PackedRows(inputs, outputs, 1);
        forwardSteps = multiples(inputs, 1);
        backwardSteps = multiples(outputs, inputs);
    }

    static int[] multiples(int count, int factor) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = i * factor;
        }
        return values;
    }

    @Override
    public int packTasks() {
        return tasks(forward) + tasks(backward);
    }

    private static int tasks(PackedRows rows) {
        return Math.ceilDiv(rows.blocks(), BLOCKS_PER_TASK);
    }

    @Override
    public void pack(int task, boolean forTraining) {
        if (task == 0) {
            for (Parameter b : bias) {
                forward.startFrom(b.value());
            }
        }
        if (task < tasks(forward)) {
            pack(forward, task, inputs, forwardSteps);
        } else if (forTraining) {
            pack(backward, task - tasks(forward), 1, backwardSteps);
        }
    }

    private void pack(PackedRows rows, int task, long rowStride, int[] steps) {
        int end = Math.min(rows.blocks(), (task + 1) * BLOCKS_PER_TASK);
        for (int block = task * BLOCKS_PER_TASK; block < end; block++) {
            rows.pack(block, weight.value(), 0, rowStride, steps);
        }
    }

    /** Returns the one column of a product: from the vectors of one tensor to those of another. */
    private static Columns column(Layout from, Layout to) {
        int input = Math.toIntExact(from.offset(0, 0, 0));
        int output = Math.toIntExact(to.offset(0, 0, 0));
        int stride = Math.toIntExact(from.planeStride());
        return Columns.of(
                multiples(from.shape().channels(), stride),
                new Columns.Grid(1, 1, (p, q) -> input, (p, q) -> output, to.planeStride()));
    }

    @Override
    public LayerPass pass(PassBuffers buffers) {
        return new Pass(buffers);
    }

    private final class Pass implements LayerPass {
        private final MemorySegment x;
        private final MemorySegment y;
        private final OuterProduct forwardProduct;
        private final Optional<OuterProduct> backwardProduct;
        private final Optional<PassBuffers.Gradients> gradients;
        private final Optional<DenseGradient> weightGradient;

        Pass(PassBuffers buffers) {
            x = buffers.x().segment();
            y = buffers.y().segment();
            // y (O, L) = w (O, I) × x (I, L)
            forwardProduct =
                    new OuterProduct(forward, column(buffers.x().layout(), buffers.y().layout()));
            gradients = buffers.gradients();
            // dx (I, L) = wᵀ (I, O) × dy (O, L)
            backwardProduct =
                    gradients.flatMap(d ->
                            d.dx().map(dx -> column(d.dy().layout(), dx.layout()))
                                    .map(columns -> new OuterProduct(backward, columns)));
            weightGradient =
                    gradients.map(d ->
                            new DenseGradient(
                                    buffers.x(), weight, bias, d.dy(), buffers.workspace()));
        }

        @Override
        public void forward(LaneGroup group) {
            forwardProduct.run(x, y);
        }

        @Override
        public void backward(LaneGroup group, MemorySegment parameterGradients) {
            if (gradients.isEmpty() || weightGradient.isEmpty()) {
                return;
            }
            PassBuffers.Gradients d = gradients.get();
            if (backwardProduct.isPresent() && d.dx().isPresent()) {
                backwardProduct.get().run(d.dy().segment(), d.dx().get().segment());
            }
            weightGradient.get().addTo(parameterGradients);
        }
    }
}
