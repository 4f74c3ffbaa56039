package io.github.lanewise.engine.layer.activation;

import io.github.lanewise.engine.kernel.VectorMath;
import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.List;

/** Element by element the hyperbolic tangent. */
public record Tanh() implements Layer {
    @Override
    public String kind() {
        return "Tanh";
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public LayerPlan plan(Shape input, List<Parameter> parameters, boolean training) {
        return activation();
    }

    @Override
    public ImagePlan imagePlan(
            Shape input, List<Parameter> parameters, int workers, Workspace workspace) {
        return activation();
    }

    private static ActivationPlan activation() {
        return ActivationPlan.of(VectorMath::tanh, ActivationKernel::tanhGradient);
    }
}
