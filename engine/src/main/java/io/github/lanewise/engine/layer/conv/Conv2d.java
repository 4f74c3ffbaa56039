package io.github.lanewise.engine.layer.conv;

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
import io.github.lanewise.engine.tensor.Workspace;
import java.util.List;

/**
 * Two-dimensional convolution with K filters of C×R×S weights: {@code y[k][p][q] = bias[k] +
 * Σ_c,r,s w[k][c][r][s] · x[c][p·strideH + r - top][q·strideW + s - left]}.
 *
 * <p>As everywhere in the field this is a cross-correlation; {@link #trueConvolution()} flips the
 * filter, which makes it the convolution of mathematics. Output extents are ⌊(H + padding - R) /
 * stride⌋ + 1, with padding the sum of both sides (Dumoulin and Visin, arXiv 1603.07285,
 * relationship 6).
 *
 * @param filters K, output channels
 * @param filterHeight R
 * @param filterWidth S
 * @param strideHeight rows from one output to the next
 * @param strideWidth columns from one output to the next
 * @param padding zeros around the input
 * @param bias whether a learned constant is added per filter
 * @param flipped whether the filter is flipped in both axes
 * @param initializer how the weights begin; biases begin at zero
 * @param algorithm how it is computed
 * @param tuning finds the fastest algorithm where that is left open
 */
public record Conv2d(
        int filters,
        int filterHeight,
        int filterWidth,
        int strideHeight,
        int strideWidth,
        Padding padding,
        boolean bias,
        boolean flipped,
        Initializer initializer,
        ConvAlgorithm algorithm,
        Tuning tuning)
        implements Layer {

    /**
     * @throws ShapeException if an extent or stride is below 1
     */
    public Conv2d {
        if (filters < 1 || filterHeight < 1 || filterWidth < 1) {
            throw new ShapeException(
                    "A convolution needs at least one filter of at least 1×1, but got "
                            + filters
                            + " of "
                            + filterHeight
                            + "×"
                            + filterWidth
                            + ".");
        }
        if (strideHeight < 1 || strideWidth < 1) {
            throw new ShapeException(
                    "The stride of a convolution is at least 1 in each axis, but got "
                            + strideHeight
                            + "×"
                            + strideWidth
                            + ".");
        }
    }

    /** Returns {@code filters} square filters; stride 1, no padding, bias, He initialisation. */
    public static Conv2d of(int filters, int extent) {
        return of(filters, extent, extent);
    }

    /** Returns {@code filters} filters of R × S; stride 1, no padding, bias, He initialisation. */
    public static Conv2d of(int filters, int filterHeight, int filterWidth) {
        return new Conv2d(
                filters,
                filterHeight,
                filterWidth,
                1,
                1,
                Padding.VALID,
                true,
                false,
                Initializer.HE_NORMAL,
                ConvAlgorithm.AUTOMATIC,
                Tuning.MODEL);
    }

    /** Returns this convolution with the same stride in both axes. */
    public Conv2d stride(int stride) {
        return stride(stride, stride);
    }

    /** Returns this convolution with a stride per axis. */
    public Conv2d stride(int height, int width) {
        return new Conv2d(
                filters,
                filterHeight,
                filterWidth,
                height,
                width,
                padding,
                bias,
                flipped,
                initializer,
                algorithm,
                tuning);
    }

    /** Returns this convolution with the same padding on all four sides. */
    public Conv2d padding(int padding) {
        return padding(padding, padding);
    }

    /** Returns this convolution with a padding per axis, the same on both sides of it. */
    public Conv2d padding(int height, int width) {
        return padding(Padding.of(height, width));
    }

    /** Returns this convolution with any padding. */
    public Conv2d padding(Padding newPadding) {
        return new Conv2d(
                filters,
                filterHeight,
                filterWidth,
                strideHeight,
                strideWidth,
                newPadding,
                bias,
                flipped,
                initializer,
                algorithm,
                tuning);
    }

    /** Returns this convolution with outputs of ⌈H / stride⌉ × ⌈W / stride⌉. */
    public Conv2d same() {
        return padding(Padding.SAME);
    }

    /** Returns this convolution without padding. */
    public Conv2d valid() {
        return padding(Padding.VALID);
    }

    /** Returns this convolution with a bias per filter. */
    public Conv2d withBias() {
        return bias(true);
    }

    /** Returns this convolution without bias. */
    public Conv2d withoutBias() {
        return bias(false);
    }

    private Conv2d bias(boolean newBias) {
        return new Conv2d(
                filters,
                filterHeight,
                filterWidth,
                strideHeight,
                strideWidth,
                padding,
                newBias,
                flipped,
                initializer,
                algorithm,
                tuning);
    }

    /** Returns this convolution with its filters flipped in both axes before they are applied. */
    public Conv2d trueConvolution() {
        return new Conv2d(
                filters,
                filterHeight,
                filterWidth,
                strideHeight,
                strideWidth,
                padding,
                bias,
                true,
                initializer,
                algorithm,
                tuning);
    }

    /** Returns this convolution with another initialisation of its weights. */
    public Conv2d initializer(Initializer newInitializer) {
        return new Conv2d(
                filters,
                filterHeight,
                filterWidth,
                strideHeight,
                strideWidth,
                padding,
                bias,
                flipped,
                newInitializer,
                algorithm,
                tuning);
    }

    /**
     * Returns this convolution computed in a certain way. Where that cannot be, it can be applied
     * to no input: a {@link ShapeException} says why.
     */
    public Conv2d algorithm(ConvAlgorithm newAlgorithm) {
        return new Conv2d(
                filters,
                filterHeight,
                filterWidth,
                strideHeight,
                strideWidth,
                padding,
                bias,
                flipped,
                initializer,
                newAlgorithm,
                tuning);
    }

    /** Returns this convolution with another way to find the fastest algorithm. */
    public Conv2d tuning(Tuning newTuning) {
        return new Conv2d(
                filters,
                filterHeight,
                filterWidth,
                strideHeight,
                strideWidth,
                padding,
                bias,
                flipped,
                initializer,
                algorithm,
                newTuning);
    }

    /**
     * Returns the geometry for an input.
     *
     * @throws ShapeException if the filter is larger than the padded input, or the algorithm cannot
     *     do the convolution
     */
    public ConvGeometry geometry(Shape input) {
        ConvGeometry geometry = ConvGeometry.of(this, input);
        ConvPlanner.check(algorithm, geometry);
        return geometry;
    }

    /**
     * Returns how each direction is computed, and why.
     *
     * @throws ShapeException if the filter is larger than the padded input, or the algorithm cannot
     *     do the convolution
     */
    public ConvChoices choices(Shape input) {
        return ConvPlanner.choose(algorithm, tuning, geometry(input));
    }

    @Override
    public String kind() {
        return "Conv2d";
    }

    @Override
    public Shape outputShape(Shape input) {
        return geometry(input).output();
    }

    @Override
    public List<ParameterSpec> parameters(Shape input) {
        int channels = input.channels();
        long area = (long) filterHeight * filterWidth;
        ParameterSpec weight =
                new ParameterSpec(
                        "weight",
                        List.of(filters, channels, filterHeight, filterWidth),
                        channels * area,
                        filters * area,
                        initializer);
        return bias ? List.of(weight, biasSpec(weight)) : List.of(weight);
    }

    private ParameterSpec biasSpec(ParameterSpec weight) {
        return new ParameterSpec(
                "bias", List.of(filters), weight.fanIn(), weight.fanOut(), Initializer.ZERO);
    }

    @Override
    public Window window(Shape input) {
        ConvGeometry g = geometry(input);
        return new Window(
                filterHeight,
                filterWidth,
                strideHeight,
                strideWidth,
                g.padding().top(),
                g.padding().left());
    }

    @Override
    public long multiplyAdds(Shape input) {
        ConvGeometry g = geometry(input);
        return (long) g.output().elements() * g.taps();
    }

    @Override
    public double cost(Shape input, LaneAxis lanes) {
        return ConvPlanner.cost(choices(input), geometry(input), lanes);
    }

    @Override
    public LayerPlan plan(Shape input, List<Parameter> parameters, boolean training) {
        return ConvPlanner.plan(
                choices(input), geometry(input), ConvParameters.of(parameters, flipped), training);
    }

    @Override
    public ImagePlan imagePlan(
            Shape input, List<Parameter> parameters, int workers, Workspace workspace) {
        return ConvPlanner.imagePlan(
                choices(input).image().algorithm(),
                geometry(input),
                ConvParameters.of(parameters, flipped),
                workers,
                workspace);
    }
}
