package io.github.lanewise.engine.operation.elementwise;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Ranges;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.operation.UnaryKernel;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A function of one number over a value in some order. */
final class UnaryPlan implements NodePlan {
    private final Activation activation;
    private final MemoryOrder order;
    private final Extents extents;
    private final int workers;

    UnaryPlan(Activation activation, MemoryOrder order, NodeContext context) {
        this.activation = activation;
        this.order = order;
        extents = context.output().extents();
        workers = context.workers();
    }

    @Override
    public Sharing sharing() {
        return Sharing.OVERWRITE;
    }

    @Override
    public ImagePass pass(List<Buffer> inputs, List<Buffer> outputs, List<MemorySegment> scratch) {
        return new Pass(
                Operand.of(inputs.getFirst(), extents), Operand.of(outputs.getFirst(), extents));
    }

    /** Time of a vector in that of one that is only read and written. */
    private double work() {
        return switch (activation.function()) {
            case IDENTITY, RELU, LEAKY_RELU, CLIP, HARD_SIGMOID, HARD_SWISH -> 1;
            case ELU, SELU, SIGMOID, TANH, SOFTPLUS, SQUARE_ROOT, EXPONENTIAL -> 8;
        };
    }

    private final class Pass implements ImagePass {
        private final Operand x;
        private final Operand y;
        private final Walk walk;
        private final Ranges ranges;

        /** Floats of an element of the walk. */
        private final int floats;

        Pass(Operand x, Operand y) {
            this.x = x;
            this.y = y;
            walk = new Walk(extents, order, List.of(x, y));
            floats = order == MemoryOrder.LANES ? Lanes.COUNT : 1;
            double vectors = (double) walk.longest() * floats / Lanes.COUNT;
            ranges = Ranges.of(walk.items(), work() * vectors, workers);
        }

        @Override
        public int tasks() {
            return ranges.count();
        }

        @Override
        public void run(int task, int worker) {
            for (int item = ranges.from(task); item < ranges.to(task); item++) {
                UnaryKernel.apply(
                        activation,
                        x.memory(),
                        walk.offset(0, item),
                        y.memory(),
                        walk.offset(1, item),
                        walk.count(item) * floats);
            }
        }
    }
}
