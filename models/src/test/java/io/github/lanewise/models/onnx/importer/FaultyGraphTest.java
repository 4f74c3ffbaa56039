package io.github.lanewise.models.onnx.importer;

import static io.github.lanewise.models.onnx.TestModel.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.models.onnx.Proto;
import io.github.lanewise.models.onnx.TestModel;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault of a graph is one sentence that names the node and what is wrong with it. */
class FaultyGraphTest {
    private static final Extents X = Extents.of(1, 2, 4, 4);

    @TempDir Path folder = Path.of("");
    private Imports imports = new Imports(folder);

    @BeforeEach
    void useFolder() {
        imports = new Imports(folder);
    }

    private static TestModel model() {
        return new TestModel().input("x", "n", 2L, 4L, 4L).output("y");
    }

    private String fault(TestModel model) {
        return imports.fault(model, X);
    }

    @Test
    void allUnsupportedOperatorsAreListed() {
        assertThat(
                        fault(
                                model().node("NonMaxSuppression", "x", "a")
                                        .node("Loop", "a", "b")
                                        .node("Loop", "b", "c")
                                        .node("Relu", "x", "d")
                                        .node(
                                                new Proto()
                                                        .text(1, "c")
                                                        .text(2, "y")
                                                        .text(4, "Gelu")
                                                        .text(7, "com.microsoft"))))
                .isEqualTo(
                        "these operators are not supported: 'Loop' (node 'b', 'c'),"
                                + " 'NonMaxSuppression' (node 'a'), 'com.microsoft.Gelu' (node 4).");
    }

    @Test
    void versionsAreLimited() {
        for (long version : new long[] {0, 6, 24, -1, Long.MAX_VALUE}) {
            assertThat(fault(model().operatorSet(version).node("Relu", "x", "y")))
                    .contains("opset")
                    .contains("only 7 to 23");
        }
    }

    @Test
    void cyclesAndLooseEndsAreFaults() {
        assertThat(
                        fault(
                                model().node("Add", "x b", "a")
                                        .node("Relu", "a", "b")
                                        .node("Relu", "b", "y")))
                .contains("cyclic")
                .containsAnyOf("node 'a'", "node 'b'");
        assertThat(fault(model().node("Relu", "nowhere", "y")))
                .isEqualTo("node 'y' (Relu) reads 'nowhere', which nothing in the file makes.");
        assertThat(fault(model().node("Relu", "x", "z")))
                .contains("an output of the graph reads 'y'");
        assertThat(fault(model().node("Relu", "x", "y").node("Tanh", "x", "y")))
                .contains("'y' is made twice");
        assertThat(fault(model().node("Relu", "x", "y").node("Tanh", "y", "x")))
                .contains("an input or an initializer");
        assertThat(fault(new TestModel().input("x", 1L).node("Relu", "x", "y")))
                .contains("no output");
    }

    @Test
    void theOrderOfTheFileDoesNotMatter() {
        imports.graph(
                model().node("Tanh", "b", "y").node("Relu", "a", "b").node("Sigmoid", "x", "a"),
                X,
                graph ->
                        assertThat(graph.nodes())
                                .extracting(node -> node.operation().kind())
                                .containsExactly("Sigmoid", "Relu", "Tanh"));
    }

    @Test
    void nodesThatNoOutputNeedsAreLeftOut() {
        imports.graph(
                model().node("Relu", "x", "y")
                        .node("Conv", "x x", "z")
                        .constant("text", new long[] {}, 1f),
                X,
                graph -> assertThat(graph.nodes()).hasSize(1));
    }

    @Test
    void ranksAndExtentsHaveToFit() {
        TestModel filters = model().constant("w", new long[] {1, 3, 1, 1}, 1f, 2f, 3f);
        assertThat(fault(filters.node("Conv", "x w", "y"))).contains("node 'y' (Conv)");
        assertThat(fault(model().constant("w", new long[] {1, 2}, 1f, 2f).node("Conv", "x w", "y")))
                .contains("[1, 2]");
        assertThat(fault(model().node("Conv", "x x", "y"))).contains("constants");
        assertThat(fault(model().constant("s", new long[] {2}, 5, -1).node("Reshape", "x s", "y")))
                .contains("no number fits for -1");
        assertThat(fault(model().node("MaxPool", "x", "y"))).contains("kernel_shape is missing");
        assertThat(
                        fault(
                                model().node(
                                                "MaxPool",
                                                "x",
                                                "y",
                                                attribute("kernel_shape", new long[] {2}))))
                .contains("kernel_shape has 1 numbers");
        assertThat(fault(model().node("Softmax", "x", "y", attribute("axis", 4))))
                .contains("no axis 4");
        assertThat(fault(model().node("Softmax", "x", "y", attribute("axis", 1f))))
                .contains("'axis' has another type");
        assertThat(fault(model().node("Relu", "", "y"))).contains("input 0 is missing");
    }

    @Test
    void onlyFloatsAreComputed() {
        assertThat(fault(model().constant("c", new long[] {}, 1).node("Add", "x c", "y")))
                .contains("INT64");
        assertThat(fault(model().node("Cast", "x", "y", attribute("to", 7)))).contains("INT64");
        assertThat(fault(model().node("Shape", "x", "y"))).contains("output 'y'").contains("INT64");
        assertThat(fault(model().node("Not", "x", "y"))).contains("constants only");
        TestModel model =
                new TestModel()
                        .input("x", 1L, 2L, 4L, 4L)
                        .output("y")
                        .initializer(TestModel.tensor("t", 8, 1).text(6, "text"))
                        .node("Add", "x t", "y");
        assertThat(fault(model)).contains("'t'");
        assertThat(
                        fault(
                                model().node(
                                                "MaxPool",
                                                "x",
                                                "p i",
                                                attribute("kernel_shape", new long[] {2, 2}))
                                        .node("Relu", "i", "y")))
                .contains("reads 'i'");
    }

    @Test
    void absurdDimensionsTakeLittleMemory() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        importAbsurdDimensions();
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).isLessThan(100_000_000);
    }

    private void importAbsurdDimensions() {
        long huge = 1L << 31;
        for (long[] shape : new long[][] {{huge}, {1 << 20, 1 << 20}, {1 << 30}, {-1}}) {
            TestModel model = model().constant("s", new long[] {shape.length}, shape);
            assertThat(fault(model.node("ConstantOfShape", "s", "y"))).contains("node 'y'");
        }
        long[] wide = {0, 0, 0, 0, 0, 0, 1 << 15, 1 << 15};
        assertThat(fault(model().constant("p", new long[] {8}, wide).node("Pad", "x p", "y")))
                .contains("node 'y'");
        assertThat(
                        fault(
                                model().constant("r", new long[] {4}, 1f, 1f, 1e4f, 1e4f)
                                        .node("Resize", "x - r", "y")))
                .contains("node 'y'");
        assertThat(
                        fault(
                                model().constant("a", new long[] {}, 0f)
                                        .constant("b", new long[] {}, 1e9f)
                                        .constant("c", new long[] {}, 1f)
                                        .node("Range", "a b c", "y")))
                .contains("too large");
        TestModel doubling = model().constant("c0", new long[] {2}, 1f, 1f);
        for (int i = 0; i < 40; i++) {
            String part = "c" + i;
            doubling.node("Concat", part + " " + part, "c" + (i + 1), attribute("axis", 0));
        }
        assertThat(fault(doubling.node("Identity", "c40", "y"))).contains("too large");
    }

    @Test
    void callersPassWhatTheFileDeclares() {
        byte[] bytes = model().node("Relu", "x", "y").bytes();
        for (Map<String, Extents> wrong :
                List.of(
                        Map.<String, Extents>of(),
                        Map.of("x", Extents.of(1, 3, 4, 4)),
                        Map.of("x", Extents.of(2, 4, 4)))) {
            imports.open(
                    bytes,
                    importer ->
                            assertThatThrownBy(() -> importer.importGraph(wrong))
                                    .isInstanceOf(ShapeException.class)
                                    .hasMessageContaining("x n×2×4×4"));
        }
    }
}
