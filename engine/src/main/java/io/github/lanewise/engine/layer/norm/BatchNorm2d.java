package io.github.lanewise.engine.layer.norm;

import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.layer.Initializer;
import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.ParameterSpec;
import io.github.lanewise.engine.tensor.LaneAxis;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.List;

/**
 * Batch normalization, channel by channel: {@code y = weight · (x − mean) / √(variance + epsilon) +
 * bias} (Ioffe and Szegedy, arXiv 1502.03167, algorithm 1). In training, mean and variance are
 * those of all pixels of the batch; else they are the running ones, which each training step moves
 * towards those of its batch. As in PyTorch the running variance is the unbiased one, with N − 1 in
 * the denominator (of a single value it is 0).
 *
 * @param momentum how far a step moves the running mean and variance, 0 to 1
 * @param epsilon added to the variance, above 0 and below 1
 */
public record BatchNorm2d(double momentum, double epsilon) implements Layer {
    private static final double MOMENTUM = 0.1;
    private static final double EPSILON = 1e-5;

    /**
     * @throws IllegalArgumentException if the momentum is not within 0 to 1, or epsilon not between
     *     0 and 1
     */
    public BatchNorm2d {
        if (!(momentum >= 0 && momentum <= 1 && epsilon > 0 && epsilon < 1)) {
            throw new IllegalArgumentException(
                    "Batch normalization has a momentum of 0 to 1 and an epsilon between 0 and 1,"
                            + " but got "
                            + momentum
                            + " and "
                            + epsilon
                            + ".");
        }
    }

    /** Returns a layer with PyTorch's defaults: a momentum of 0.1 and an epsilon of 1e-5. */
    public static BatchNorm2d standard() {
        return new BatchNorm2d(MOMENTUM, EPSILON);
    }

    @Override
    public String kind() {
        return "BatchNorm2d";
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    /** Returns weight, bias, running_mean and running_var; the last two are not learned. */
    @Override
    public List<ParameterSpec> parameters(Shape input) {
        return List.of(
                spec("weight", input, Initializer.ONE, true),
                spec("bias", input, Initializer.ZERO, true),
                spec("running_mean", input, Initializer.ZERO, false),
                spec("running_var", input, Initializer.ONE, false));
    }

    private static ParameterSpec spec(
            String name, Shape input, Initializer initializer, boolean learned) {
        return new ParameterSpec(name, List.of(input.channels()), 1, 1, initializer, learned);
    }

    @Override
    public LayerPlan plan(Shape input, List<Parameter> parameters, boolean training) {
        NormParameters norm = NormParameters.of(this, parameters);
        return training
                ? new BatchNormPlan(norm, input)
                : new ScalePlan(norm, input, LaneAxis.IMAGES);
    }

    @Override
    public LayerPlan inputGradientPlan(Shape input, List<Parameter> parameters) {
        return new ScalePlan(NormParameters.of(this, parameters), input, LaneAxis.IMAGES);
    }

    @Override
    public ImagePlan imagePlan(
            Shape input, List<Parameter> parameters, int workers, Workspace workspace) {
        return new ScalePlan(NormParameters.of(this, parameters), input, LaneAxis.CHANNELS);
    }

    /**
     * Returns what the layer multiplies a channel by outside of training: weight / √(running_var +
     * epsilon).
     *
     * @param parameters of {@link #parameters}, in their order
     */
    public double scale(List<Parameter> parameters, int channel) {
        return NormParameters.of(this, parameters).scale(channel);
    }

    /**
     * Returns what the layer adds to a channel afterwards: bias − running_mean · scale.
     *
     * @param parameters of {@link #parameters}, in their order
     */
    public double shift(List<Parameter> parameters, int channel) {
        return NormParameters.of(this, parameters).shift(channel);
    }
}
