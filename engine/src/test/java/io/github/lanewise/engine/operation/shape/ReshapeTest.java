package io.github.lanewise.engine.operation.shape;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Placement;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.OperationHarness;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The same floats with other extents. */
final class ReshapeTest {
    /** Up to more than one item of a copy. */
    @Property(tries = 60)
    void theFloatsAreTheSame(
            @ForAll @IntRange(min = 1, max = 150) int rows,
            @ForAll @IntRange(min = 1, max = 150) int columns,
            @ForAll @IntRange(min = 1, max = 3) int workers) {
        Extents input = Extents.of(rows, columns);
        float[] x = Values.uniform(1, input.elements());
        Reshape operation = new Reshape(Extents.of(1, columns, rows));
        List<float[]> y =
                new OperationHarness(operation, MemoryOrder.ROW_MAJOR)
                        .workers(workers)
                        .run(Input.computed(input, x));
        assertExact("y", y.getFirst(), x);
    }

    @Test
    void nothingIsDoneWhereTheMemoryIsTheSame() {
        Value x = Value.of("x", Extents.of(2, 3));
        Value y = Value.of("y", Extents.of(6));
        try (Workspace workspace = new Workspace()) {
            NodeContext context = new NodeContext(List.of(x), List.of(y), 1, workspace);
            NodePlan plan = new Reshape(y.extents()).plan(context, MemoryOrder.ROW_MAJOR);
            assertThat(plan.sharing()).isEqualTo(NodePlan.Sharing.RESHAPE);
            MemorySegment memory = workspace.floats(6);
            Buffer in = new Buffer(memory, x.extents(), Placement.ROW_MAJOR);
            Buffer out = new Buffer(memory, y.extents(), Placement.ROW_MAJOR);
            assertThat(plan.pass(List.of(in), List.of(out), List.of()).tasks()).isZero();
        }
    }

    @Test
    void imagesStayIfTheirNumberStays() {
        Value x = Value.of("x", Extents.of(2, 3, 4));
        Value number = Value.of("x", Extents.of());
        assertThat(new Reshape(Extents.of(2, 12)).keepsImages(List.of(x), List.of())).isTrue();
        assertThat(new Reshape(Extents.of(6, 4)).keepsImages(List.of(x), List.of())).isFalse();
        assertThat(new Reshape(Extents.of()).keepsImages(List.of(number), List.of())).isFalse();
    }

    @Test
    void theNumberOfElementsHasToBeTheSame() {
        assertThatThrownBy(() -> new Reshape(Extents.of(7)).outputs(List.of(Extents.of(2, 3))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("2×3")
                .hasMessageContaining("6 and 7");
    }
}
