package io.github.lanewise.models.onnx.importer;

import static io.github.lanewise.models.onnx.TestModel.attribute;
import static io.github.lanewise.models.onnx.TestModel.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.models.onnx.TestModel;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arithmetic on shapes is done when a model is imported; the graph has its results only. */
class ShapeArithmeticTest {
    private static final long[] ONE = {1};
    private static final long[] SCALAR = {};

    @TempDir Path folder = Path.of("");
    private Imports imports = new Imports(folder);

    @BeforeEach
    void useFolder() {
        imports = new Imports(folder);
    }

    @Test
    void viewByShapeGatherUnsqueezeConcat() {
        TestModel model =
                new TestModel()
                        .input("x", "n", 2L, 3L, 4L)
                        .output("y")
                        .constant("zero", SCALAR, 0)
                        .constant("axes", ONE, 0)
                        .constant("rest", ONE, -1)
                        .node("Shape", "x", "shape")
                        .node("Gather", "shape zero", "batch", attribute("axis", 0))
                        .node("Unsqueeze", "batch axes", "batches")
                        .node("Concat", "batches rest", "target", attribute("axis", 0))
                        .node("Reshape", "x target", "y");
        imports.graph(
                model,
                Extents.of(5, 2, 3, 4),
                graph -> {
                    assertThat(graph.nodes()).hasSize(1);
                    assertThat(graph.outputs().getFirst().extents()).isEqualTo(Extents.of(5, 24));
                });
    }

    @Test
    void upsampleToTwiceTheShape() {
        TestModel model =
                new TestModel()
                        .input("x", 1L, 2L, "h", "w")
                        .output("y")
                        .constant("from", ONE, 2)
                        .constant("to", ONE, 4)
                        .constant("two", SCALAR, 2f)
                        .constant("none", new long[] {0}, new float[0])
                        .node("Shape", "x", "shape")
                        .node("Slice", "shape from to", "pixels")
                        .node("Slice", "shape zero from", "front")
                        .node("Constant", "", "zero", attribute("value", tensor("", ONE, 0)))
                        .node("Cast", "pixels", "real", attribute("to", 1))
                        .node("Mul", "real two", "doubled")
                        .node("Floor", "doubled", "whole")
                        .node("Cast", "whole", "size", attribute("to", 7))
                        .node("Concat", "front size", "sizes", attribute("axis", 0))
                        .node("Resize", "x none none sizes", "y");
        imports.graph(
                model,
                Extents.of(1, 2, 3, 5),
                graph ->
                        assertThat(graph.outputs().getFirst().extents())
                                .isEqualTo(Extents.of(1, 2, 6, 10)));
    }

    @Test
    void comparisonsChoicesAndFills() {
        TestModel model =
                new TestModel()
                        .input("x", 2L, 6L)
                        .output("y")
                        .constant("three", ONE, 3)
                        .constant("wanted", new long[] {3}, 2, -1, 3)
                        .constant("minus", ONE, -1)
                        .node(
                                "ConstantOfShape",
                                "three",
                                "ones",
                                attribute("value", tensor("", ONE, 1)))
                        .node("Mul", "ones minus", "negative")
                        .node("Equal", "wanted negative", "unknown")
                        .node("Where", "unknown ones wanted", "positive")
                        .node("ReduceProd", "positive", "count", attribute("keepdims", 1))
                        .node("Div", "twelve count", "rest")
                        .node("Constant", "", "twelve", attribute("value_int", 12))
                        .node("Sub", "count three", "same")
                        .node("Max", "same rest", "last")
                        .node("Concat", "rest last", "shape", attribute("axis", 0))
                        .node("Expand", "minus minusshape", "expanded")
                        .node("Shape", "rest", "minusshape")
                        .node("Concat", "rest expanded", "target", attribute("axis", 0))
                        .node("Reshape", "x target", "y");
        imports.graph(
                model,
                Extents.of(2, 6),
                graph ->
                        assertThat(graph.outputs().getFirst().extents())
                                .isEqualTo(Extents.of(2, 6)));
    }

    @Test
    void rangesTransposesAndSplitsOfConstants() {
        TestModel model =
                new TestModel()
                        .input("x", 6L, 2L)
                        .output("y")
                        .constant("start", SCALAR, 0)
                        .constant("limit", SCALAR, 6)
                        .constant("step", SCALAR, 1)
                        .constant("grid", new long[] {2}, 2, 3)
                        .constant("back", ONE, -1)
                        .node("Range", "start limit step", "numbers")
                        .node("Reshape", "numbers grid", "matrix")
                        .node("Transpose", "matrix", "turned")
                        .node("Reshape", "turned back", "order")
                        .node("Gather", "x order", "mixed", attribute("axis", 0))
                        .node("Split", "order", "a b c")
                        .node("ReduceSum", "b", "sum", attribute("keepdims", 0))
                        .node("Gather", "mixed sum", "y", attribute("axis", 0));
        // order is 0 3 1 4 2 5, its second third 1 4, whose sum is 5.
        imports.graph(
                model,
                Extents.of(6, 2),
                graph -> {
                    assertThat(graph.nodes().getFirst().operation().toString())
                            .contains("[0, 3, 1, 4, 2, 5]");
                    assertThat(graph.nodes().get(1).operation().toString()).contains("[5]");
                    assertThat(graph.outputs().getFirst().extents()).isEqualTo(Extents.of(2));
                });
    }
}
