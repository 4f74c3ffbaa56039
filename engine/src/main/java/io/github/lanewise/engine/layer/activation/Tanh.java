package io.github.lanewise.engine.layer.activation;

import io.github.lanewise.engine.kernel.VectorMath;
import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.tensor.Shape;
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
        return new ActivationPlan(VectorMath::tanh, ActivationKernel::tanhGradient);
    }
}
