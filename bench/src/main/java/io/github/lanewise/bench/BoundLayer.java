package io.github.lanewise.bench;

import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.ParameterSpec;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.ArrayList;
import java.util.List;

/** A layer with parameters of its own, bound to an input shape as a network binds it. */
public final class BoundLayer {
    /** Parameters begin at multiples of this many floats, as in a network. */
    private static final int ALIGNMENT_FLOATS = 16;

    private final List<Parameter> parameters = new ArrayList<>();
    private final LayerPlan plan;
    private final long gradientBytes;
    private final Layout x;
    private final Layout y;

    /**
     * Allocates the parameters, sets them and brings them into the order of the kernels.
     *
     * @param values of each parameter of the layer, in order
     * @param forTraining whether there will be a backward pass
     * @param workspace owner of the memory
     */
    public BoundLayer(
            Layer layer,
            Shape input,
            List<float[]> values,
            boolean forTraining,
            Workspace workspace) {
        long floats = 0;
        List<ParameterSpec> specs = layer.parameters(input);
        for (int i = 0; i < specs.size(); i++) {
            ParameterSpec spec = specs.get(i);
            long offset = floats * Float.BYTES;
            Parameter parameter =
                    new Parameter(
                            spec.name(), spec.extents(), workspace.floats(spec.count()), offset);
            parameter.set(values.get(i));
            parameters.add(parameter);
            floats += Math.ceilDiv(spec.count(), ALIGNMENT_FLOATS) * (long) ALIGNMENT_FLOATS;
        }
        gradientBytes = floats * Float.BYTES;
        plan = layer.plan(input, parameters, forTraining);
        for (int task = 0; task < plan.packTasks(); task++) {
            plan.pack(task, forTraining);
        }
        x = Layout.of(input, plan.inputHalo());
        y = Layout.of(layer.outputShape(input), plan.gradientHalo());
    }

    /** Returns the plan; its parameters are packed. */
    public LayerPlan plan() {
        return plan;
    }

    /** Returns a parameter by its place. */
    public Parameter parameter(int index) {
        return parameters.get(index);
    }

    /** Returns the bytes of the gradients of all parameters, each at its parameter's offset. */
    public long gradientBytes() {
        return gradientBytes;
    }

    /** Returns where a lane group of the input or of its gradient stands. */
    public Layout inputLayout() {
        return x;
    }

    /** Returns where a lane group of the output or of its gradient stands. */
    public Layout outputLayout() {
        return y;
    }
}
