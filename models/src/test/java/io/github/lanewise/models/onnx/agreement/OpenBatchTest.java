package io.github.lanewise.models.onnx.agreement;

import static io.github.lanewise.models.onnx.write.OnnxAttribute.integer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.models.onnx.OnnxOptions;
import io.github.lanewise.models.onnx.write.OnnxAttribute;
import io.github.lanewise.models.onnx.write.OnnxDimension;
import io.github.lanewise.models.onnx.write.OnnxModel;
import io.github.lanewise.models.onnx.write.OnnxModelBuilder;
import io.github.lanewise.models.onnx.write.OnnxRuntime;
import io.github.lanewise.models.onnx.write.OnnxRuntime.Values;
import io.github.lanewise.models.onnx.write.OnnxType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Models whose first axis is open, and does not count images that are computed one by one: what
 * ONNX Runtime computes of them as a whole is not what a plan for one image does.
 */
class OpenBatchTest {
    private static final OnnxDimension BATCH = OnnxDimension.of("N");

    private final Map<String, Values> inputs = new LinkedHashMap<>();

    @Test
    void numbersThatFollowFromTheBatch() {
        OnnxModelBuilder model =
                model().node("Shape", List.of("x"), "shape")
                        .node("Cast", List.of("shape"), "real", integer("to", 1))
                        .node("ReduceSum", List.of("real"), "sum")
                        .node("Mul", List.of("x", "sum"), "y");
        for (int images = 1; images <= 3; images++) {
            input("x", images, 5);
            agrees(model);
        }
    }

    /** The upper limit is the number of images. */
    @Test
    void settingsThatFollowFromTheBatch() {
        OnnxModelBuilder model =
                model().initializer("zero", new long[] {0})
                        .initializer("least", new float[] {0})
                        .node("Shape", List.of("x"), "shape")
                        .node("Gather", List.of("shape", "zero"), "images")
                        .node("Cast", List.of("images"), "most", integer("to", 1))
                        .node("Clip", List.of("x", "least", "most"), "y");
        for (int images = 1; images <= 3; images++) {
            input("x", images, 5);
            agrees(model);
        }
    }

    @Test
    void anInputThatIsTheSameForAllImages() {
        OnnxModelBuilder model = model().input("b", 5).node("Add", List.of("x", "b"), "y");
        input("b", 5);
        for (int images = 1; images <= 3; images++) {
            input("x", images, 5);
            agrees(model);
        }
    }

    @Test
    void axesOfDifferentNames() {
        OnnxModelBuilder model =
                model().input("b", OnnxDimension.of("K"), OnnxDimension.of(2))
                        .node("MatMul", List.of("x", "b"), "y");
        input("x", 3, 5);
        input("b", 5, 2);
        agrees(model);
    }

    @Test
    void aBatchThatHasToBeFour() {
        OnnxModelBuilder model =
                model().initializer("slope", new float[20], 4, 5)
                        .node("PRelu", List.of("x", "slope"), "y");
        input("x", 4, 5);
        agrees(model);
    }

    /** A number for all images, and the images in reverse. */
    @Test
    void imagesThatMeet() {
        OnnxModelBuilder sum = model().node("ReduceSum", List.of("x"), "y", integer("keepdims", 0));
        OnnxModelBuilder softmax = model().node("Softmax", List.of("x"), "y", integer("axis", 0));
        OnnxModelBuilder reverse =
                model().initializer("last", new long[] {-1}, 1)
                        .initializer("end", new long[] {-100}, 1)
                        .initializer("axis", new long[] {0}, 1)
                        .node("Slice", List.of("x", "last", "end", "axis", "last"), "y");
        for (int images = 1; images <= 3; images++) {
            input("x", images, 5);
            agrees(sum);
            agrees(softmax);
            agrees(reverse);
        }
    }

    /** The last ten images, which are all of a smaller batch. */
    @Test
    void someImages() {
        OnnxModelBuilder model =
                model().initializer("first", new long[] {-10}, 1)
                        .initializer("end", new long[] {1000}, 1)
                        .initializer("axis", new long[] {0}, 1)
                        .node("Slice", List.of("x", "first", "end", "axis"), "y");
        for (int images : new int[] {1, 9, 10, 11, 40}) {
            input("x", images, 5);
            agrees(model);
        }
    }

    /** The sum of no extents is 0, and the product 1. */
    @Test
    void extentsOfNumbers() {
        OnnxAttribute[] none = {integer("start", 2)};
        OnnxModelBuilder model =
                model().node("Shape", List.of("x"), "shape", none)
                        .node("Cast", List.of("shape"), "real", integer("to", 1))
                        .node("ReduceSum", List.of("real"), "sum")
                        .node("ReduceProd", List.of("real"), "product")
                        .node("Add", List.of("sum", "product"), "one")
                        .node("Add", List.of("x", "one"), "y");
        input("x", 2, 5);
        agrees(model);
    }

    private static OnnxModelBuilder model() {
        return OnnxModel.named("batch")
                .input("x", BATCH, OnnxDimension.of(5))
                .outputOfAnyShape("y", OnnxType.FLOAT);
    }

    private void input(String name, long... extents) {
        inputs.put(name, Values.of(new Draw(extents[0]).reals(extents), extents));
    }

    private void agrees(OnnxModelBuilder model) {
        byte[] bytes = model.build().toBytes();
        Map<String, Values> expected = OnnxRuntime.run(bytes, inputs);
        LanewiseRun run = new LanewiseRun(bytes, OnnxOptions.DEFAULT.withThreads(2), inputs);
        Closeness.RELATIVE.check(expected, run.outputs(), "batch");
        assertThat(expected).containsOnlyKeys("y");
    }
}
