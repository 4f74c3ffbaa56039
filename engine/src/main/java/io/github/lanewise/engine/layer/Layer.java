package io.github.lanewise.engine.layer;

import io.github.lanewise.engine.tensor.LaneAxis;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.List;

/**
 * The description of a layer: immutable, without memory of its own, and usable in many networks. A
 * {@link LayerPlan} or an {@link ImagePlan} binds it to a shape and to parameters.
 */
public interface Layer {
    /** Returns the field's name of the operation, such as {@code Conv2d}. */
    String kind();

    /**
     * Returns the shape of one output image.
     *
     * @throws ShapeException if the layer cannot be applied to the input, naming both
     */
    Shape outputShape(Shape input);

    /**
     * Returns what the layer learns for this input shape, and what it keeps with that; nothing
     * unless overridden.
     */
    default List<ParameterSpec> parameters(Shape input) {
        return List.of();
    }

    /** Returns what one output element sees of the input; one pixel unless overridden. */
    default Window window(Shape input) {
        return Window.POINT;
    }

    /** Returns the multiplications with additions of a forward pass over one image. */
    default long multiplyAdds(Shape input) {
        return 0;
    }

    /**
     * Returns the expected time of a forward pass over a lane group or, with channels in lanes,
     * over one image, in that of a multiply-add of vectors; 0, as for all layers that take little
     * time beside others, unless overridden.
     */
    default double cost(Shape input, LaneAxis lanes) {
        return 0;
    }

    /**
     * Binds the layer to an input shape and to its parameters.
     *
     * @param parameters in the order of {@link #parameters}
     * @param training whether there will be a backward pass
     * @throws ShapeException if the layer cannot be applied to the input
     */
    LayerPlan plan(Shape input, List<Parameter> parameters, boolean training);

    /**
     * Binds the layer as it is outside of training, for a gradient by the input. Layers that do
     * another thing there than in training override it.
     *
     * @param parameters in the order of {@link #parameters}
     * @throws ShapeException if the layer cannot be applied to the input
     */
    default LayerPlan inputGradientPlan(Shape input, List<Parameter> parameters) {
        return plan(input, parameters, true);
    }

    /**
     * Binds the layer to an input shape and to its parameters, for the forward pass of single
     * images with channels in lanes.
     *
     * @param parameters in the order of {@link #parameters}
     * @param workers number of workers that will share an image
     * @param workspace owner of what the plan keeps in native memory
     * @throws ShapeException if the layer cannot be applied to the input
     */
    ImagePlan imagePlan(Shape input, List<Parameter> parameters, int workers, Workspace workspace);
}
