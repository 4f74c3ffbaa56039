package io.github.lanewise.models.onnx.agreement;

import io.github.lanewise.engine.rewrite.Rewrite;
import io.github.lanewise.models.onnx.OnnxOptions;
import io.github.lanewise.models.onnx.write.OnnxAttribute;
import io.github.lanewise.models.onnx.write.OnnxDimension;
import io.github.lanewise.models.onnx.write.OnnxModel;
import io.github.lanewise.models.onnx.write.OnnxModelBuilder;
import io.github.lanewise.models.onnx.write.OnnxNode;
import io.github.lanewise.models.onnx.write.OnnxRuntime;
import io.github.lanewise.models.onnx.write.OnnxRuntime.Values;
import io.github.lanewise.models.onnx.write.OnnxTensor;
import io.github.lanewise.models.onnx.write.OnnxType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Assume;

/** A small model with its inputs, which is run by ONNX Runtime and by Lanewise. */
final class Trial {
    private static final OnnxOptions ONE = OnnxOptions.DEFAULT.withThreads(1);

    private final Draw draw;
    private final int opset;
    private final OnnxModelBuilder model = OnnxModel.named("trial");
    private final Map<String, Values> inputs = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();

    /** Whether axis 0 of inputs, or all axes, are left open by the file. */
    private boolean openBatch;

    private boolean openAll;
    private Closeness closeness = Closeness.RELATIVE;

    Trial(Draw draw, int opset) {
        this.draw = draw;
        this.opset = opset;
        model.opset(opset);
        text.append("opset ").append(opset);
        openBatch = draw.flag();
        openAll = draw.onceIn(5);
    }

    int opset() {
        return opset;
    }

    /** The file tells the extents of the inputs that follow, as they have to be these. */
    Trial closed() {
        openBatch = false;
        openAll = false;
        return this;
    }

    /** The file tells all extents of the inputs that follow, but the batch. */
    Trial withFixedPixels() {
        openAll = false;
        return this;
    }

    /** Outputs have to be the same numbers. */
    Trial exactly() {
        closeness = Closeness.EXACT;
        return this;
    }

    /** Outputs may differ by this much beyond the shares of {@link Closeness#of}. */
    Trial within(double floor) {
        closeness = Closeness.of(floor);
        return this;
    }

    Trial input(String name, float[] values, long... extents) {
        OnnxDimension[] dimensions =
                Arrays.stream(extents).mapToObj(OnnxDimension::of).toArray(OnnxDimension[]::new);
        for (int axis = 0; axis < extents.length; axis++) {
            if (openAll || (openBatch && axis == 0 && extents.length > 1)) {
                dimensions[axis] = OnnxDimension.of("N" + extents[axis]);
            }
        }
        model.input(name, dimensions);
        inputs.put(name, Values.of(values, extents));
        return note("input", name, extents);
    }

    /** Adds an input of drawn values. */
    Trial input(String name, long... extents) {
        return input(name, draw.reals(extents), extents);
    }

    Trial constant(String name, float[] values, long... extents) {
        model.initializer(name, values, extents);
        return note("constant", name, extents);
    }

    /** Adds a constant of drawn values. */
    Trial constant(String name, long... extents) {
        return constant(name, draw.reals(extents), extents);
    }

    Trial constant(String name, OnnxTensor tensor, long... extents) {
        model.initializer(name, tensor);
        return note("constant", name, extents);
    }

    /** Adds a list of whole numbers. */
    Trial list(String name, long... values) {
        model.initializer(name, values, values.length);
        text.append("; ").append(name).append(" = ").append(Arrays.toString(values));
        return this;
    }

    /** Adds an input or a constant. */
    Trial operand(String name, float[] values, long... extents) {
        return draw.flag() ? input(name, values, extents) : constant(name, values, extents);
    }

    /** Adds an input or a constant of drawn values. */
    Trial operand(String name, long... extents) {
        return operand(name, draw.reals(extents), extents);
    }

    /** Adds a node; names are separated by blanks. */
    Trial node(String operator, String from, String to, OnnxAttribute... attributes) {
        return node(operator, from, to, List.of(attributes));
    }

    Trial node(String operator, String from, String to, List<OnnxAttribute> attributes) {
        model.node(
                OnnxNode.of(
                        operator,
                        names(from),
                        names(to),
                        attributes.toArray(OnnxAttribute[]::new)));
        text.append("; ").append(to).append(" = ").append(operator).append(' ').append(from);
        return attributes.isEmpty() ? this : note("with", attributes);
    }

    private static List<String> names(String names) {
        return names.isEmpty()
                ? List.of()
                : Arrays.stream(names.split(" ", -1))
                        .map(name -> name.equals("-") ? "" : name)
                        .toList();
    }

    Trial output(String... names) {
        for (String name : names) {
            model.outputOfAnyShape(name, OnnxType.FLOAT);
        }
        return this;
    }

    /** Adds to what a failure shows. */
    Trial note(String what, Object... details) {
        text.append("; ").append(what);
        for (Object detail : details) {
            text.append(' ').append(detail instanceof long[] list ? Arrays.toString(list) : detail);
        }
        return this;
    }

    byte[] bytes() {
        return model.build().toBytes();
    }

    /**
     * Compares all outputs, with one thread and two, with and without rewrites. What ONNX Runtime
     * refuses is no trial.
     */
    void agrees() {
        byte[] bytes = bytes();
        Optional<Map<String, Values>> expected = expected(bytes);
        Assume.that(expected.isPresent());
        check(expected.orElseThrow(), run(bytes, ONE), "one thread");
        check(expected.orElseThrow(), run(bytes, ONE.withThreads(2)), "two threads");
        check(expected.orElseThrow(), run(bytes, new OnnxOptions(1, Set.of())), "no rewrite");
    }

    /** Compares outputs with all rewrites but some, and returns the kinds of the nodes. */
    List<String> agreesWithout(Rewrite... rewrites) {
        byte[] bytes = bytes();
        OnnxOptions options = ONE.withThreads(draw.between(1, 2));
        for (Rewrite rewrite : rewrites) {
            options = options.without(rewrite);
        }
        LanewiseRun run = new LanewiseRun(bytes, options, inputs);
        check(
                OnnxRuntime.run(bytes, inputs),
                run.outputs(),
                "without " + Arrays.toString(rewrites));
        return run.kinds();
    }

    private Map<String, Values> run(byte[] bytes, OnnxOptions options) {
        try {
            return new LanewiseRun(bytes, options, inputs).outputs();
        } catch (RuntimeException e) {
            throw new AssertionError(text + ": " + e.getMessage(), e);
        }
    }

    private Optional<Map<String, Values>> expected(byte[] bytes) {
        try {
            return Optional.of(OnnxRuntime.run(bytes, inputs));
        } catch (IllegalStateException refusal) {
            return Optional.empty();
        }
    }

    private void check(Map<String, Values> expected, Map<String, Values> actual, String how) {
        closeness.check(expected, actual, text + ", " + how);
    }
}
