package io.github.lanewise.engine.operation.elementwise;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Placement;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.operation.OperationHarness;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.operation.UnaryFunction;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Outputs that stand in the memory of the first input. */
final class OverwriteTest {
    private static final Extents MAP = Extents.of(2, 19, 3, 5);

    static Stream<Operation> operations() {
        return Stream.of(
                new Binary(BinaryFunction.SUB),
                new Binary(BinaryFunction.POW),
                new ParametricRelu(),
                new Unary(Activation.of(UnaryFunction.SIGMOID)),
                new Unary(new Activation(UnaryFunction.LEAKY_RELU, 0.5f, 0)));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theResultIsTheSame(Operation operation) {
        for (Extents other : List.of(MAP, Extents.of(2, 19, 1, 1), Extents.of(2, 1, 3, 5))) {
            for (MemoryOrder order : MemoryOrder.values()) {
                float[] x = Values.uniform(1, MAP.elements());
                float[] z = Values.uniform(2, other.elements());
                boolean unary = operation instanceof Unary;
                Input first = Input.computed(MAP, x);
                OperationHarness harness = new OperationHarness(operation, order);
                List<float[]> apart =
                        unary ? harness.run(first) : harness.run(first, Input.computed(other, z));
                assertThat(inPlace(operation, order, x, unary ? List.of() : List.of(z), other))
                        .isEqualTo(apart.getFirst());
            }
        }
    }

    private static float[] inPlace(
            Operation operation,
            MemoryOrder order,
            float[] x,
            List<float[]> second,
            Extents other) {
        try (Workspace workspace = new Workspace()) {
            Placement placement =
                    order == MemoryOrder.LANES
                            ? Placement.lanes(new Halo(1, 0, 0, 2))
                            : Placement.ROW_MAJOR;
            Buffer a = load(workspace, MAP, placement, x);
            List<Buffer> inputs =
                    second.isEmpty()
                            ? List.of(a)
                            : List.of(a, load(workspace, other, placement, second.getFirst()));
            List<Value> values =
                    inputs.stream().map(input -> Value.of("x", input.extents())).toList();
            NodeContext context =
                    new NodeContext(values, List.of(Value.of("y", MAP)), 1, workspace);
            NodePlan plan = operation.plan(context, order);
            assertThat(plan.sharing()).isEqualTo(NodePlan.Sharing.OVERWRITE);
            MemorySegment scratch = workspace.floats(Math.max(1, plan.scratchFloats()));
            ImagePass pass = plan.pass(inputs, List.of(a), List.of(scratch));
            for (int task = 0; task < pass.tasks(); task++) {
                pass.run(task, 0);
            }
            return store(a);
        }
    }

    private static Buffer load(
            Workspace workspace, Extents extents, Placement placement, float[] data) {
        MemorySegment memory = workspace.floats(placement.byteSize(extents) / Float.BYTES);
        Buffer buffer = new Buffer(memory, extents, placement);
        if (placement.order() == MemoryOrder.ROW_MAJOR) {
            memory.copyFrom(MemorySegment.ofArray(data));
        } else {
            for (int n = 0; n < extents.images(); n++) {
                buffer.image(n).load(data, n * extents.image().elements(), 1);
            }
        }
        return buffer;
    }

    private static float[] store(Buffer buffer) {
        if (buffer.placement().order() == MemoryOrder.ROW_MAJOR) {
            return buffer.memory().toArray(ValueLayout.JAVA_FLOAT);
        }
        float[] data = new float[buffer.extents().elements()];
        for (int n = 0; n < buffer.extents().images(); n++) {
            buffer.image(n).store(data, n * buffer.extents().image().elements(), 1);
        }
        return data;
    }

    /** A constant stays, and so does an input that is broadcast. */
    @Test
    void othersAreNotOverwritten() {
        try (Workspace workspace = new Workspace()) {
            Value constant = Value.constant("c", MAP, workspace.floats(MAP.elements()));
            Value gate = Value.of("gate", Extents.of(2, 19, 1, 1));
            Value map = Value.of("map", MAP);
            for (Value first : List.of(constant, gate)) {
                NodeContext context =
                        new NodeContext(List.of(first, map), List.of(map), 1, workspace);
                assertThat(
                                new Binary(BinaryFunction.ADD)
                                        .plan(context, MemoryOrder.LANES)
                                        .sharing())
                        .isEqualTo(NodePlan.Sharing.NONE);
            }
        }
    }
}
