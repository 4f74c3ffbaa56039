package io.github.lanewise.engine.layer.dense;

import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.layer.Initializer;
import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.ParameterSpec;
import io.github.lanewise.engine.layer.Window;
import io.github.lanewise.engine.tensor.LaneAxis;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.List;

/**
 * A fully connected layer, {@code y[o] = bias[o] + Σ_i w[o][i] · x[i]}; PyTorch calls it Linear.
 *
 * @param outputs O
 * @param bias whether a learned constant is added per output
 * @param initializer how the weights begin; biases begin at zero
 */
public record Dense(int outputs, boolean bias, Initializer initializer) implements Layer {
    /** Weights of a layer that stay in a cache from one image to the next. */
    private static final double CACHED_WEIGHTS = 1 << 20;

    /** Time to read another weight from memory, at some 20 GB/s beside 260 GFLOP/s. */
    private static final double READ = 1.6;

    /**
     * @throws ShapeException if there is no output
     */
    public Dense {
        if (outputs < 1) {
            throw new ShapeException(
                    "A dense layer has at least one output, but got " + outputs + ".");
        }
    }

    /** Returns a layer with bias and He initialisation. */
    public static Dense of(int outputs) {
        return new Dense(outputs, true, Initializer.HE_NORMAL);
    }

    /** Returns this layer with a bias per output. */
    public Dense withBias() {
        return new Dense(outputs, true, initializer);
    }

    /** Returns this layer without bias. */
    public Dense withoutBias() {
        return new Dense(outputs, false, initializer);
    }

    /** Returns this layer with another initialisation of its weights. */
    public Dense initializer(Initializer newInitializer) {
        return new Dense(outputs, bias, newInitializer);
    }

    @Override
    public String kind() {
        return "Dense";
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.pixels() != 1) {
            throw new ShapeException(
                    "A dense layer of "
                            + outputs
                            + " outputs takes a vector, but its input is "
                            + input
                            + "; put a Flatten before it.");
        }
        return Shape.vector(outputs);
    }

    @Override
    public List<ParameterSpec> parameters(Shape input) {
        int inputs = input.channels();
        ParameterSpec weight =
                new ParameterSpec("weight", List.of(outputs, inputs), inputs, outputs, initializer);
        ParameterSpec biases =
                new ParameterSpec("bias", List.of(outputs), inputs, outputs, Initializer.ZERO);
        return bias ? List.of(weight, biases) : List.of(weight);
    }

    @Override
    public Window window(Shape input) {
        return new Window(input.height(), input.width(), 1, 1, 0, 0);
    }

    @Override
    public long multiplyAdds(Shape input) {
        return (long) outputs * input.elements();
    }

    /** {@inheritDoc} Weights that fill no cache take as long as it takes to read them. */
    @Override
    public double cost(Shape input, LaneAxis lanes) {
        double weights = multiplyAdds(input);
        double multiplyAdds = lanes == LaneAxis.IMAGES ? weights : weights / Tensor.LANES;
        return weights > CACHED_WEIGHTS ? Math.max(multiplyAdds, weights * READ) : multiplyAdds;
    }

    @Override
    public LayerPlan plan(Shape input, List<Parameter> parameters, boolean training) {
        return new DensePlan(input.channels(), outputShape(input).channels(), parameters);
    }

    @Override
    public ImagePlan imagePlan(
            Shape input, List<Parameter> parameters, int workers, Workspace workspace) {
        return new DenseImagePlan(input.channels(), outputShape(input).channels(), parameters);
    }
}
