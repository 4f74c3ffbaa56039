package io.github.lanewise.engine.operation.norm;

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
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Normalizations may overwrite their input, and the result is the same to the last bit. */
final class InPlaceTest {
    private static final Extents X = Extents.of(2, 20, 6, 7);

    @SuppressWarnings("unused") // by JUnit
    private static final List<Operation> OPERATIONS =
            List.of(
                    new BatchNormalization(1),
                    new InstanceNormalization(1),
                    new LocalResponseNormalization(5, 1, 0.75f, 1),
                    new LocalResponseNormalization(5, 1, 1, 1));

    @ParameterizedTest
    @FieldSource("OPERATIONS")
    void theInputIsOverwritten(Operation operation) {
        try (Workspace workspace = new Workspace()) {
            List<Value> values = new ArrayList<>(List.of(Value.of("x", X)));
            for (int i = 0; i < operation.constantInputs().size(); i++) {
                MemorySegment numbers = workspace.floats(X.get(1)).fill((byte) 0x3f);
                values.add(Value.constant("c" + i, Extents.of(X.get(1)), numbers));
            }
            NodePlan plan =
                    operation.plan(
                            new NodeContext(values, List.of(Value.of("y", X)), 1, workspace),
                            MemoryOrder.LANES);
            assertThat(plan.sharing()).isEqualTo(NodePlan.Sharing.OVERWRITE);
            Buffer x = buffer(workspace);
            Buffer y = buffer(workspace);
            run(plan, x, y, workspace);
            assertThat(x.memory().mismatch(y.memory())).isNotEqualTo(-1);
            run(plan, x, x, workspace);
            assertThat(x.memory().mismatch(y.memory())).isEqualTo(-1);
        }
    }

    private static void run(NodePlan plan, Buffer from, Buffer to, Workspace workspace) {
        MemorySegment scratch = workspace.floats(Math.max(1, plan.scratchFloats()));
        ImagePass pass = plan.pass(List.of(from), List.of(to), List.of(scratch));
        for (int task = 0; task < pass.tasks(); task++) {
            pass.run(task, 0);
        }
    }

    private static Buffer buffer(Workspace workspace) {
        int floats = Math.toIntExact(Placement.LANES.byteSize(X) / Float.BYTES);
        MemorySegment memory = workspace.floats(floats);
        memory.copyFrom(MemorySegment.ofArray(Values.uniform(1, floats)));
        return new Buffer(memory, X, Placement.LANES);
    }
}
