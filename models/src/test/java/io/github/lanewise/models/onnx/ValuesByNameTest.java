package io.github.lanewise.models.onnx;

import static io.github.lanewise.models.onnx.SavedModels.blank;
import static io.github.lanewise.models.onnx.SavedModels.numbers;
import static io.github.lanewise.models.onnx.SavedModels.open;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.models.onnx.write.OnnxAttribute;
import io.github.lanewise.models.onnx.write.OnnxModelBuilder;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of several inputs and outputs, which need not be computed. */
final class ValuesByNameTest {
    private static final float[] CONSTANT = {3, 1, 4};

    @TempDir Path folder;

    /** Returns a model of sum = a + b and difference = a - b. */
    private OnnxModel sums(Object batchOfA, Object batchOfB) {
        return load(
                SavedModels.graph()
                        .input("a", open(batchOfA, 3))
                        .input("b", open(batchOfB, 3))
                        .node("Add", List.of("a", "b"), "sum")
                        .node("Sub", List.of("a", "b"), "difference")
                        .output("sum", open("N", 3))
                        .output("difference", open("N", 3)));
    }

    private OnnxModel load(OnnxModelBuilder model) {
        Path file = SavedModels.save(folder, model);
        return Onnx.load(file, OnnxOptions.DEFAULT.withThreads(2));
    }

    private static float[] combine(float[] a, float[] b, BinaryOperator<Float> operator) {
        float[] result = new float[Math.max(a.length, b.length)];
        for (int i = 0; i < result.length; i++) {
            result[i] = operator.apply(a[i % a.length], b[i % b.length]);
        }
        return result;
    }

    private static float[] get(Map<String, OnnxValue> values, String name) {
        return requireNonNull(values.get(name)).toArray();
    }

    @Test
    void inputsAndOutputsHaveNames() {
        try (OnnxModel model = sums("N", "N")) {
            for (int images : List.of(1, 2, 5)) {
                float[] a = numbers(images * 3, 1);
                float[] b = numbers(images * 3, 2);
                Map<String, OnnxValue> results =
                        model.run(
                                Map.of(
                                        "b", OnnxValue.of(b, images, 3),
                                        "a", OnnxValue.of(a, images, 3)));
                assertThat(results.keySet()).containsExactly("sum", "difference");
                assertThat(get(results, "sum")).isEqualTo(combine(a, b, Float::sum));
                assertThat(get(results, "difference")).isEqualTo(combine(a, b, (x, y) -> x - y));
                float[] sum = blank(a.length);
                float[] difference = blank(a.length);
                model.run(
                        List.of(MemorySegment.ofArray(a), MemorySegment.ofArray(b)),
                        List.of(MemorySegment.ofArray(sum), MemorySegment.ofArray(difference)));
                assertThat(sum).isEqualTo(get(results, "sum"));
                assertThat(difference).isEqualTo(get(results, "difference"));
            }
        }
    }

    /** One image of b is that of each image of a: no plan of single images can do that. */
    @Test
    void batchesOfTwoInputsMayDiffer() {
        float[] a = numbers(4 * 3, 1);
        float[] b = numbers(3, 2);
        for (Object batchOfB : List.of("N", "M", 1)) {
            try (OnnxModel model = sums("N", batchOfB)) {
                Map<String, OnnxValue> results =
                        model.run(Map.of("a", OnnxValue.of(a, 4, 3), "b", OnnxValue.of(b, 1, 3)));
                assertThat(get(results, "sum")).isEqualTo(combine(a, b, Float::sum));
            }
        }
    }

    @Test
    void outputsMayBeConstantsOrInputs() {
        for (Object batch : List.of("N", 2)) {
            OnnxModelBuilder graph =
                    SavedModels.graph()
                            .input("x", open(batch, 3))
                            .initializer("c", CONSTANT, 3)
                            .node("Add", List.of("x", "c"), "y")
                            .node("Identity", List.of("x"), "copy")
                            .output("y", open(batch, 3))
                            .output("c", 3)
                            .output("x", open(batch, 3))
                            .output("copy", open(batch, 3));
            try (OnnxModel model = load(graph)) {
                float[] x = numbers(6, 1);
                Map<String, OnnxValue> results = model.run(Map.of("x", OnnxValue.of(x, 2, 3)));
                assertThat(results.keySet()).containsExactly("y", "c", "x", "copy");
                assertThat(get(results, "y")).isEqualTo(combine(x, CONSTANT, Float::sum));
                assertThat(get(results, "c")).isEqualTo(CONSTANT);
                assertThat(get(results, "x")).isEqualTo(x);
                assertThat(get(results, "copy")).isEqualTo(x);
                assertThat(requireNonNull(results.get("x")).extents()).isEqualTo(Extents.of(2, 3));
            }
        }
    }

    @Test
    void anInputMayBeTheOutputOfAnyBatch() {
        try (OnnxModel model =
                load(SavedModels.graph().input("x", open("N", 3)).output("x", open("N", 3)))) {
            for (int images : List.of(1, 2, 5)) {
                float[] x = numbers(images * 3, 1);
                assertThat(model.run(x)).isEqualTo(x);
            }
        }
    }

    @Test
    void aModelMayHaveNoInput() {
        try (OnnxModel model =
                load(
                        SavedModels.graph()
                                .initializer("c", CONSTANT, 3)
                                .node("Mul", List.of("c", "c"), "y")
                                .output("y", 3))) {
            assertThat(get(model.run(Map.of()), "y")).isEqualTo(new float[] {9, 1, 16});
            float[] y = blank(3);
            model.run(List.of(), List.of(MemorySegment.ofArray(y)));
            assertThat(y).isEqualTo(new float[] {9, 1, 16});
            assertThat(model.describe()).contains("Output   y 3\n");
        }
    }

    /** The mean over a batch is the sum of its images divided by their number. */
    @Test
    void aConstantMayDependOnTheNumberOfImages() {
        try (OnnxModel model =
                load(
                        SavedModels.graph()
                                .input("x", open("N", 3))
                                .initializer("first", new long[] {0})
                                .node("Shape", List.of("x"), "shape")
                                .node("Gather", List.of("shape", "first"), "count")
                                .node(
                                        "Cast",
                                        List.of("count"),
                                        "divisor",
                                        OnnxAttribute.integer("to", 1))
                                .node("Div", List.of("x", "divisor"), "y")
                                .output("y", open("N", 3)))) {
            for (int images : List.of(1, 2, 5)) {
                float[] x = numbers(images * 3, 1);
                float[] expected = combine(x, new float[] {images}, (a, b) -> a / b);
                assertThat(model.run(x)).isEqualTo(expected);
            }
        }
    }

    @Test
    void namesThatAreMissingOrUnknownAreRefused() {
        OnnxValue value = OnnxValue.of(new float[3], 1, 3);
        try (OnnxModel model = sums("N", "N")) {
            assertRefused(
                    () -> model.run(Map.of("a", value)), "The input b N×3 is missing; got [a].");
            assertRefused(
                    () -> model.run(Map.of("a", value, "B", value)),
                    "^The input b N×3 is missing; got \\[(a, B|B, a)\\]\\.$");
            assertRefused(
                    () -> model.run(Map.of("a", value, "b", value, "c", value)),
                    "^Inputs of this model are \\[a N×3, b N×3\\], but got \\[[abc, ]+\\]\\.$");
            assertRefused(
                    () -> model.run(new float[3]),
                    "This model has inputs [a N×3, b N×3] and outputs [sum N×3, difference N×3];"
                            + " pass values by name.");
        }
    }

    @Test
    void extentsThatDoNotFitAreRefused() {
        OnnxValue right = OnnxValue.of(new float[3], 1, 3);
        try (OnnxModel model = sums("N", "N")) {
            for (int[] extents : List.of(new int[] {1, 4}, new int[] {3}, new int[] {1, 3, 1})) {
                Extents wrong = Extents.of(extents);
                OnnxValue value = OnnxValue.of(new float[wrong.elements()], extents);
                assertRefused(
                        () -> model.run(Map.of("a", right, "b", value)),
                        "The model declares the input b N×3, which cannot be a value of "
                                + wrong
                                + ".");
            }
            OnnxValue two = OnnxValue.of(new float[6], 2, 3);
            OnnxValue three = OnnxValue.of(new float[9], 3, 3);
            assertThatThrownBy(() -> model.run(Map.of("a", two, "b", three)))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("[2×3, 3×3]");
        }
    }

    @Test
    void elementsThatAreNotThoseOfTheExtentsAreRefused() {
        assertRefused(
                () -> OnnxValue.of(new float[5], 2, 3),
                "A value of 2×3 has 6 floats, but got 20 bytes.");
        assertRefused(
                () -> OnnxValue.of(new float[5], 2, 0), "An extent is at least 1, but got 2×0.");
    }

    /** A sentence, or a pattern that begins with ^. */
    private static void assertRefused(Runnable call, String sentence) {
        if (sentence.startsWith("^")) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(ShapeException.class)
                    .message()
                    .matches(sentence);
        } else {
            assertThatThrownBy(call::run).isInstanceOf(ShapeException.class).hasMessage(sentence);
        }
    }
}
