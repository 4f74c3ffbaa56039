package io.github.lanewise.engine.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Placement;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Pooling, normalizations and resizing allocate nothing once they are compiled. The interpreter and
 * C1 box every vector, so the test waits for C2.
 */
@Tag("alone")
final class WindowAllocationTest {
    private static final Extents X = Extents.of(1, 20, 14, 14);
    private static final int RUNS = 50;

    /** Loading a class or growing a profile may take some; a boxed vector of each row is more. */
    private static final long MOST_BYTES = 100;

    @SuppressWarnings("unused") // by JUnit
    private static final List<Operation> OPERATIONS = WindowExercise.operations(X);

    @ParameterizedTest
    @FieldSource("OPERATIONS")
    @Timeout(60)
    void aCompiledPassAllocatesNothing(Operation operation) {
        try (Workspace workspace = new Workspace()) {
            ImagePass pass = pass(operation, workspace);
            long bytes = Long.MAX_VALUE;
            long end = System.nanoTime() + 30_000_000_000L;
            while (bytes > MOST_BYTES && System.nanoTime() < end) {
                long before = allocated();
                for (int run = 0; run < RUNS; run++) {
                    pass.run(0, 0);
                }
                bytes = (allocated() - before) / RUNS;
            }
            assertThat(bytes).as("bytes per pass").isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    private static ImagePass pass(Operation operation, Workspace workspace) {
        List<Value> inputs = new ArrayList<>(List.of(Value.of("x", X)));
        for (int i = 0; i < operation.constantInputs().size(); i++) {
            inputs.add(Value.constant("c" + i, Extents.of(X.get(1)), workspace.floats(X.get(1))));
        }
        List<Extents> made = operation.outputs(inputs.stream().map(Value::extents).toList());
        List<Value> outputs = List.of(Value.of("y", made.getFirst()));
        NodePlan plan =
                operation.plan(new NodeContext(inputs, outputs, 1, workspace), MemoryOrder.LANES);
        ImagePass pass =
                plan.pass(
                        List.of(buffer(X, workspace)),
                        List.of(buffer(made.getFirst(), workspace)),
                        List.of(workspace.floats(Math.max(1, plan.scratchFloats()))));
        assertThat(pass.tasks()).isEqualTo(1);
        return pass;
    }

    private static Buffer buffer(Extents extents, Workspace workspace) {
        long floats = Placement.LANES.byteSize(extents) / Float.BYTES;
        return new Buffer(workspace.floats(floats), extents, Placement.LANES);
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }
}
