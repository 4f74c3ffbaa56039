package io.github.lanewise.engine.layer;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parameters and their gradients, each between guards. */
final class GuardedParameters {
    /** Floats before and after each parameter's gradient that belong to somebody else. */
    private static final int GUARD = 3;

    private static final float GUARD_VALUE = 12345;

    private final Layer layer;
    private final List<Parameter> parameters = new ArrayList<>();
    private final MemorySegment gradients;

    GuardedParameters(Layer layer, Shape input, Map<String, float[]> values, Workspace workspace) {
        this.layer = layer;
        List<ParameterSpec> specs = layer.parameters(input);
        long floats = GUARD + specs.stream().mapToLong(s -> s.count() + GUARD).sum();
        MemorySegment memory = workspace.floats(floats);
        gradients = workspace.floats(floats);
        for (long i = 0; i < floats; i++) {
            gradients.setAtIndex(ValueLayout.JAVA_FLOAT, i, GUARD_VALUE);
        }
        long offset = 4L * GUARD;
        for (ParameterSpec spec : specs) {
            long bytes = 4 * spec.count();
            MemorySegment value = memory.asSlice(offset, bytes);
            Parameter parameter = new Parameter(spec.name(), spec.extents(), value, offset);
            Optional.ofNullable(values.get(spec.name())).ifPresent(parameter::set);
            parameters.add(parameter);
            gradients.asSlice(offset, bytes).fill((byte) 0);
            offset += bytes + 4L * GUARD;
        }
    }

    /** The parameters, zero where no value was given. */
    List<Parameter> parameters() {
        return parameters;
    }

    /** What the backward pass adds to. */
    MemorySegment memory() {
        return gradients;
    }

    /** The gradients by name, after a check of what stands around them. */
    Map<String, float[]> gradients() {
        Map<String, float[]> named = new LinkedHashMap<>();
        long guard = 0;
        for (Parameter parameter : parameters) {
            checkGuard(guard);
            guard = parameter.offset() + 4L * parameter.count();
            named.put(
                    parameter.name(),
                    gradients
                            .asSlice(parameter.offset(), 4L * parameter.count())
                            .toArray(ValueLayout.JAVA_FLOAT));
        }
        checkGuard(guard);
        return named;
    }

    private void checkGuard(long offset) {
        for (int i = 0; i < GUARD; i++) {
            if (gradients.get(ValueLayout.JAVA_FLOAT, offset + 4L * i) != GUARD_VALUE) {
                throw new AssertionError(
                        "The backward pass of "
                                + layer
                                + " wrote beside its gradients, at byte "
                                + (offset + 4L * i));
            }
        }
    }
}
