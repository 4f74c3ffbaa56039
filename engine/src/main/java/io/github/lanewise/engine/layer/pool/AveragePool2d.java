package io.github.lanewise.engine.layer.pool;

import io.github.lanewise.engine.layer.ImageBuffers;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.Window;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.List;
import java.util.Optional;

/**
 * The mean over a window, channel by channel.
 *
 * @param geometry window, stride and padding
 * @param countPadding whether the zeros of the padding count as elements of the mean, as by default
 *     in PyTorch ({@code count_include_pad})
 */
public record AveragePool2d(PoolGeometry geometry, boolean countPadding) implements Layer {

    /** Returns pooling over square windows that do not overlap. */
    public static AveragePool2d of(int extent) {
        return of(extent, extent);
    }

    /**
     * Returns pooling over windows that do not overlap.
     *
     * @throws ShapeException if an extent is below 1
     */
    public static AveragePool2d of(int height, int width) {
        return new AveragePool2d(PoolGeometry.of(height, width), true);
    }

    /** Returns this pooling with the same stride in both axes. */
    public AveragePool2d stride(int stride) {
        return stride(stride, stride);
    }

    /** Returns this pooling with a stride per axis. */
    public AveragePool2d stride(int height, int width) {
        return new AveragePool2d(geometry.stride(height, width), countPadding);
    }

    /** Returns this pooling with the same padding on all four sides. */
    public AveragePool2d padding(int padding) {
        return padding(padding, padding);
    }

    /**
     * Returns this pooling with a padding per axis.
     *
     * @throws ShapeException if it is more than half the window
     */
    public AveragePool2d padding(int height, int width) {
        return new AveragePool2d(geometry.padding(height, width), countPadding);
    }

    /** Returns this pooling with means over the elements inside the input only. */
    public AveragePool2d excludePadding() {
        return new AveragePool2d(geometry, false);
    }

    @Override
    public String kind() {
        return "AveragePool2d";
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
        return buffers -> new AveragePoolPass(geometry, countPadding, buffers);
    }

    @Override
    public ImagePlan imagePlan(
            Shape input, List<Parameter> parameters, int workers, Workspace workspace) {
        return this::imagePass;
    }

    private ImagePass imagePass(ImageBuffers buffers) {
        AveragePoolPass pool =
                new AveragePoolPass(
                        geometry, countPadding, buffers.x(), buffers.y(), Optional.empty());
        return PoolRows.of(buffers, pool::forward);
    }
}
