package io.github.lanewise.models.onnx.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.Graph;
import io.github.lanewise.models.onnx.Proto;
import io.github.lanewise.models.onnx.TestModel;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Constants of a file are decoded once, whatever their form, and shared by all imports. */
class ConstantPoolTest {
    private static final Extents X = Extents.of(1, 2, 4, 4);

    @TempDir Path folder = Path.of("");

    private static TestModel model() {
        return new TestModel().input("x", "n", 2L, 4L, 4L).output("y");
    }

    @Test
    void constantsAreSharedBetweenImports() {
        Proto halves = TestModel.tensor("w", 10, 1, 2, 1, 1).bytes(5, Proto.packed(0x3c00, 0xc000));
        Proto doubles = TestModel.tensor("w", 11, 1, 2, 1, 1).realDouble(10, 1).realDouble(10, -2);
        check(model().constant("w", new long[] {1, 2, 1, 1}, 1f, -2f).node("Conv", "x w", "y"));
        check(model().initializer(halves).node("Conv", "x w", "y"));
        check(model().initializer(doubles).node("Conv", "x w", "y"));
        check(
                model().constant("a", new long[] {1, 2, 1, 1}, 1f, 2f)
                        .constant("b", new long[] {2, 1, 1}, 1f, -1f)
                        .node("Mul", "a b", "w")
                        .node("Conv", "x w", "y"));
    }

    private void check(TestModel model) {
        new Imports(folder)
                .open(
                        model.bytes(),
                        importer -> {
                            Graph one = importer.importGraph(Map.of("x", X));
                            Graph two = importer.importGraph(Map.of("x", X.with(0, 2)));
                            assertThat(two.outputs().getFirst().extents().get(0)).isEqualTo(2);
                            assertThat(filters(one).toArray(ValueLayout.JAVA_FLOAT))
                                    .containsExactly(1, -2);
                            assertThat(filters(two)).isEqualTo(filters(one));
                        });
    }

    private static MemorySegment filters(Graph graph) {
        return graph.nodes().getFirst().inputs().get(1).data();
    }
}
