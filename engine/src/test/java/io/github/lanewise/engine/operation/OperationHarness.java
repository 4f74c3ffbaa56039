package io.github.lanewise.engine.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Placement;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs one operation on arrays in row-major order, in a memory order of choice. Outputs and unused
 * lanes are NaN before the call; borders have to be zero after it; tasks are run from the last to
 * the first and by all workers in turn.
 */
public final class OperationHarness {
    /** An input: row-major elements, known or not when the operation is planned. */
    public static final class Input {
        private final Extents extents;
        private final float[] data;
        private final boolean constant;

        private Input(Extents extents, float[] data, boolean constant) {
            this.extents = extents;
            this.data = data;
            this.constant = constant;
        }

        /** Returns a computed value. */
        public static Input computed(Extents extents, float[] data) {
            return new Input(extents, data, false);
        }

        /** Returns a constant. */
        public static Input constant(Extents extents, float[] data) {
            return new Input(extents, data, true);
        }
    }

    private final Operation operation;
    private final MemoryOrder order;
    private int workers = 1;
    private Halo extraHalo = Halo.NONE;
    private Halo outputHalo = Halo.NONE;

    /** Prepares a run. */
    public OperationHarness(Operation operation, MemoryOrder order) {
        this.operation = operation;
        this.order = order;
    }

    /** Sets the number of workers. */
    public OperationHarness workers(int count) {
        workers = count;
        return this;
    }

    /** Sets a border around all values in lanes that nobody asked for. */
    public OperationHarness extraHalo(Halo halo) {
        extraHalo = halo;
        return this;
    }

    /** Sets a border around the outputs only, in addition to that around all values. */
    public OperationHarness outputHalo(Halo halo) {
        outputHalo = halo;
        return this;
    }

    /** Returns the row-major elements of all outputs. */
    public List<float[]> run(Input... inputs) {
        try (Workspace workspace = new Workspace()) {
            return run(workspace, List.of(inputs));
        }
    }

    private List<float[]> run(Workspace workspace, List<Input> inputs) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            values.add(value(workspace, "input" + i, inputs.get(i)));
        }
        List<Value> results = new ArrayList<>();
        for (Extents extents : operation.outputs(values.stream().map(Value::extents).toList())) {
            results.add(Value.of("output" + results.size(), extents));
        }
        assertThat(operation.orders(values, results)).contains(order);
        NodePlan plan = operation.plan(new NodeContext(values, results, workers, workspace), order);
        List<Buffer> in = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Placement placement =
                    inputs.get(i).constant
                            ? plan.constant(i)
                            : placement(plan.inputHalo(i).max(extraHalo));
            in.add(load(workspace, inputs.get(i), placement));
        }
        List<Buffer> out = new ArrayList<>();
        for (Value result : results) {
            out.add(blank(workspace, result.extents()));
        }
        List<MemorySegment> scratch = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            MemorySegment memory = workspace.floats(Math.max(1, plan.scratchFloats()));
            fillWithNaN(memory);
            scratch.add(memory);
        }
        ImagePass pass = plan.pass(in, out, scratch);
        for (int task = pass.tasks() - 1; task >= 0; task--) {
            pass.run(task, task % workers);
        }
        return out.stream().map(OperationHarness::read).toList();
    }

    private Placement placement(Halo halo) {
        return order == MemoryOrder.LANES ? Placement.lanes(halo) : Placement.ROW_MAJOR;
    }

    private static Value value(Workspace workspace, String name, Input input) {
        if (!input.constant) {
            return Value.of(name, input.extents);
        }
        MemorySegment data = workspace.floats(input.data.length);
        data.copyFrom(MemorySegment.ofArray(input.data));
        return Value.constant(name, input.extents, data);
    }

    private static Buffer load(Workspace workspace, Input input, Placement placement) {
        Extents extents = input.extents;
        MemorySegment memory = workspace.floats(placement.byteSize(extents) / Float.BYTES);
        Buffer buffer = new Buffer(memory, extents, placement);
        if (placement.order() == MemoryOrder.ROW_MAJOR) {
            memory.copyFrom(MemorySegment.ofArray(input.data));
            return buffer;
        }
        int elements = extents.image().elements();
        for (int n = 0; n < extents.images(); n++) {
            Tensor image = buffer.image(n);
            fillInterior(image);
            image.load(input.data, n * elements, 1);
            fillUnusedLanes(image);
        }
        return buffer;
    }

    private Buffer blank(Workspace workspace, Extents extents) {
        Placement placement = placement(extraHalo.max(outputHalo));
        MemorySegment memory = workspace.floats(placement.byteSize(extents) / Float.BYTES);
        Buffer buffer = new Buffer(memory, extents, placement);
        if (placement.order() == MemoryOrder.ROW_MAJOR) {
            fillWithNaN(memory);
        } else {
            for (int n = 0; n < extents.images(); n++) {
                fillInterior(buffer.image(n));
                fillUnusedLanes(buffer.image(n));
            }
        }
        return buffer;
    }

    private static void fillWithNaN(MemorySegment memory) {
        for (long i = 0; i < memory.byteSize() / Float.BYTES; i++) {
            memory.setAtIndex(ValueLayout.JAVA_FLOAT, i, Float.NaN);
        }
    }

    private static void fillInterior(Tensor image) {
        image.fill(Float.NaN);
    }

    private static void fillUnusedLanes(Tensor image) {
        Layout layout = image.layout();
        for (int c = image.shape().channels(); c < layout.planes() * Lanes.COUNT; c++) {
            for (int h = 0; h < image.shape().height(); h++) {
                for (int w = 0; w < image.shape().width(); w++) {
                    image.segment().set(ValueLayout.JAVA_FLOAT, layout.offset(c, h, w), Float.NaN);
                }
            }
        }
    }

    private static float[] read(Buffer buffer) {
        Extents extents = buffer.extents();
        if (buffer.placement().order() == MemoryOrder.ROW_MAJOR) {
            return buffer.memory().toArray(ValueLayout.JAVA_FLOAT);
        }
        float[] data = new float[extents.elements()];
        int elements = extents.image().elements();
        for (int n = 0; n < extents.images(); n++) {
            Tensor image = buffer.image(n);
            image.store(data, n * elements, 1);
            assertBorderIsZero(image);
        }
        return data;
    }

    private static void assertBorderIsZero(Tensor image) {
        Layout layout = image.layout();
        Halo halo = layout.halo();
        int height = image.shape().height();
        int width = image.shape().width();
        for (int plane = 0; plane < layout.planes(); plane++) {
            for (int h = -halo.top(); h < height + halo.bottom(); h++) {
                for (int w = -halo.left(); w < width + halo.right(); w++) {
                    boolean inside = h >= 0 && h < height && w >= 0 && w < width;
                    for (int lane = 0; lane < Lanes.COUNT && !inside; lane++) {
                        long at = layout.vector(plane, h, w) + 4L * lane;
                        assertThat(image.segment().get(ValueLayout.JAVA_FLOAT, at)).isZero();
                    }
                }
            }
        }
    }
}
