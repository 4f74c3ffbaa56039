package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.layer.ImagePass;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Copies a row-major value in many tasks, of which one throws while it is told to.
 *
 * @param fails whether it throws
 */
record FailingOperation(AtomicBoolean fails) implements Operation {
    private static final int TASKS = 50;

    @Override
    public String kind() {
        return "Failing";
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        return inputs;
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        return List.of(MemoryOrder.ROW_MAJOR);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        return false;
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        return (inputs, outputs, scratch) ->
                new Pass(inputs.getFirst().memory(), outputs.getFirst().memory());
    }

    private final class Pass implements ImagePass {
        private final MemorySegment x;
        private final MemorySegment y;

        Pass(MemorySegment x, MemorySegment y) {
            this.x = x;
            this.y = y;
        }

        @Override
        public int tasks() {
            return TASKS;
        }

        @Override
        public void run(int task, int worker) {
            if (task == TASKS / 2 && fails.get()) {
                throw new IllegalStateException("told to fail");
            }
            if (task == 0) {
                y.copyFrom(x);
            }
        }
    }
}
