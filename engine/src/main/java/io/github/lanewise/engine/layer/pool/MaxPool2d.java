package io.github.lanewise.engine.layer.pool;

import io.github.lanewise.engine.layer.ImageBuffers;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.LayerPass;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.layer.Window;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.List;
import java.util.Optional;

/**
 * The maximum over a window, channel by channel. Padding counts as −∞; of equal maxima the gradient
 * goes to the first in reading order.
 *
 * @param geometry window, stride and padding
 */
public record MaxPool2d(PoolGeometry geometry) implements Layer {

    /** Returns pooling over square windows that do not overlap. */
    public static MaxPool2d of(int extent) {
        return of(extent, extent);
    }

    /**
     * Returns pooling over windows that do not overlap.
     *
     * @throws ShapeException if an extent is below 1
     */
    public static MaxPool2d of(int height, int width) {
        return new MaxPool2d(PoolGeometry.of(height, width));
    }

    /** Returns this pooling with the same stride in both axes. */
    public MaxPool2d stride(int stride) {
        return stride(stride, stride);
    }

    /** Returns this pooling with a stride per axis. */
    public MaxPool2d stride(int height, int width) {
        return new MaxPool2d(geometry.stride(height, width));
    }

    /** Returns this pooling with the same padding on all four sides. */
    public MaxPool2d padding(int padding) {
        return padding(padding, padding);
    }

    /**
     * Returns this pooling with a padding per axis.
     *
     * @throws ShapeException if it is more than half the window
     */
    public MaxPool2d padding(int height, int width) {
        return new MaxPool2d(geometry.padding(height, width));
    }

    @Override
    public String kind() {
        return "MaxPool2d";
    }

    @Override
    public Shape outputShape(Shape input) {
        return geometry.output(input);
    }

    @Override
    public Window window(Shape input) {
        return geometry.window();
    }

    @Override
    public LayerPlan plan(Shape input, List<Parameter> parameters, boolean training) {
        return new Plan(geometry);
    }

    @Override
    public ImagePlan imagePlan(
            Shape input, List<Parameter> parameters, int workers, Workspace workspace) {
        return new Plan(geometry);
    }

    private record Plan(PoolGeometry geometry) implements LayerPlan, ImagePlan {
        @Override
        public boolean backwardReadsOutput() {
            return true;
        }

        @Override
        public LayerPass pass(PassBuffers buffers) {
            return new MaxPoolPass(geometry, buffers);
        }

        @Override
        public ImagePass pass(ImageBuffers buffers) {
            MaxPoolPass pool =
                    new MaxPoolPass(geometry, buffers.x(), buffers.y(), Optional.empty());
            return PoolRows.of(buffers, pool::forward);
        }
    }
}
