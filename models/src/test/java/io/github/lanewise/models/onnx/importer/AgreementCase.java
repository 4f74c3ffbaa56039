package io.github.lanewise.models.onnx.importer;

import static io.github.lanewise.models.onnx.TestModel.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.models.onnx.Proto;
import io.github.lanewise.models.onnx.TestModel;
import io.github.lanewise.models.onnx.write.OnnxRuntime;
import io.github.lanewise.models.onnx.write.OnnxRuntime.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A model with one node, whose input is x and whose output ONNX Runtime says.
 *
 * @param title for reports
 * @param model with input x
 * @param x extents
 */
record AgreementCase(String title, TestModel model, List<Long> x) {
    private static final double TOLERANCE = 1e-5;

    /** An initializer among the attributes of a node. */
    record Constant(Proto tensor) {}

    @Override
    public String toString() {
        return title;
    }

    /** Runs the model here and there. */
    void check(Path folder) {
        byte[] bytes = model.bytes();
        long[] extents = x.stream().mapToLong(Long::longValue).toArray();
        Values input = Values.of(random(extents, 1), extents);
        Map<String, Values> expected = OnnxRuntime.run(bytes, Map.of("x", input));
        List<Values> actual = new Imports(folder).run(bytes, input, "x");
        int number = 0;
        for (Values right : expected.values()) {
            Values ours = actual.get(number++);
            assertThat(ours.extents()).isEqualTo(right.extents());
            for (int i = 0; i < right.elements().size(); i++) {
                float e = right.elements().get(i);
                float a = ours.elements().get(i);
                double error = Math.abs(e - a) / Math.max(1, Math.abs(e));
                assertThat(error).as("element %d: %s, not %s", i, a, e).isLessThan(TOLERANCE);
            }
        }
        assertThat(actual).hasSize(number);
    }

    static TestModel model(int version, Object... x) {
        return new TestModel().operatorSet(version).input("x", x).output("y");
    }

    static AgreementCase image(
            String title,
            int version,
            long @Nullable [] w,
            String operator,
            String inputs,
            Proto... attributes) {
        TestModel model = model(version, 2, 3, 7, 9);
        if (w != null) {
            model.constant("w", w, random(w, 2))
                    .constant("b", new long[] {6}, random(new long[] {6}, 3));
        }
        return new AgreementCase(
                title, model.node(operator, inputs, "y", attributes), List.of(2L, 3L, 7L, 9L));
    }

    static AgreementCase line(String title, long[] w, String operator, Proto... attributes) {
        return new AgreementCase(
                title,
                model(11, 2, 3, 10)
                        .constant("w", w, random(w, 2))
                        .node(operator, "x w", "y", attributes),
                List.of(2L, 3L, 10L));
    }

    static AgreementCase shape(
            String title, int version, String operator, String inputs, long[] x, Object... parts) {
        Object[] extents = new Object[x.length];
        for (int i = 0; i < x.length; i++) {
            extents[i] = x[i];
        }
        TestModel model = model(version, extents);
        List<Proto> attributes = new ArrayList<>();
        for (Object part : parts) {
            switch (part) {
                case Constant constant -> model.initializer(constant.tensor());
                default -> attributes.add((Proto) part);
            }
        }
        model.node(operator, inputs, "y", attributes.toArray(Proto[]::new));
        return new AgreementCase(title, model, Arrays.stream(x).boxed().toList());
    }

    static Constant integers(long... values) {
        return integersNamed("c", values);
    }

    static Constant integersNamed(String name, long... values) {
        return new Constant(TestModel.tensor(name, new long[] {values.length}, values));
    }

    static Constant floats(String name, float... values) {
        return new Constant(TestModel.tensor(name, new long[] {values.length}, values));
    }

    static Constant floatsOf(String name, long... extents) {
        return new Constant(TestModel.tensor(name, extents, random(extents, 5)));
    }

    static Constant scalar(String name, float value) {
        return new Constant(TestModel.tensor(name, new long[] {}, value));
    }

    static Proto ints(String name, long... values) {
        return attribute(name, values);
    }

    static float[] random(long[] extents, int seed) {
        int count = 1;
        for (long extent : extents) {
            count *= (int) extent;
        }
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }
}
