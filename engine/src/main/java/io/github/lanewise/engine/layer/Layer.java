package io.github.lanewise.engine.layer;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.List;

/**
 * The description of a layer: immutable, without memory of its own, and usable in many networks. A
 * {@link LayerPlan} binds it to a shape and to parameters.
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

    /** Returns what the layer learns for this input shape; nothing unless overridden. */
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
     * Binds the layer to an input shape and to its parameters.
     *
     * @param parameters in the order of {@link #parameters}
     * @param training whether there will be a backward pass
     * @throws ShapeException if the layer cannot be applied to the input
     */
    LayerPlan plan(Shape input, List<Parameter> parameters, boolean training);
}
