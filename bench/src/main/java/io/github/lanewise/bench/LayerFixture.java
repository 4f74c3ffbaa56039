package io.github.lanewise.bench;

import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.LayerPass;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One layer with random parameters and buffers of one full lane group, laid out as a network lays
 * them out; input and output are different memory. All values are uniform on ±1.
 */
final class LayerFixture implements AutoCloseable {
    private final Workspace workspace = new Workspace();
    private final SplittableRandom random = new SplittableRandom(1);
    private final BoundLayer bound;
    private final MemorySegment parameterGradients;
    private final PassBuffers buffers;
    private final LayerPass pass;
    private final LaneGroup group = LaneGroup.forTraining(1);
    private final float[] x;
    private final float[] dy;

    /**
     * Allocates and fills everything.
     *
     * @param inputGradient whether the backward pass computes the gradient of the input
     */
    LayerFixture(Layer layer, Shape input, boolean inputGradient) {
        List<float[]> values =
                layer.parameters(input).stream()
                        .map(spec -> uniform(Math.toIntExact(spec.count())))
                        .toList();
        bound = new BoundLayer(layer, input, values, true, workspace);
        parameterGradients = workspace.floats(bound.gradientBytes() / Float.BYTES);
        Layout xLayout = bound.inputLayout();
        Layout yLayout = bound.outputLayout();
        Optional<Tensor> dx =
                inputGradient ? Optional.of(workspace.tensor(xLayout)) : Optional.empty();
        PassBuffers.Gradients gradients = new PassBuffers.Gradients(workspace.tensor(yLayout), dx);
        buffers =
                new PassBuffers(
                        0,
                        workspace.tensor(xLayout),
                        workspace.tensor(yLayout),
                        Optional.of(gradients),
                        workspace.floats(bound.plan().scratchFloats()),
                        workspace);
        pass = bound.plan().pass(buffers);
        x = uniform(Tensor.LANES * input.elements());
        buffers.x().load(x, 0, Tensor.LANES);
        dy = uniform(Tensor.LANES * layer.outputShape(input).elements());
        gradients.dy().load(dy, 0, Tensor.LANES);
        group.set(0, 0, Tensor.LANES);
    }

    private float[] uniform(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    /** Runs the layer forward. */
    void forward() {
        pass.forward(group);
    }

    /** Runs the layer backward; gradients of parameters accumulate. */
    void backward() {
        pass.backward(group, parameterGradients);
    }

    /** Returns the input, N·C·H·W. */
    float[] x() {
        return x;
    }

    /** Returns the gradient of the output, N·K·P·Q. */
    float[] dy() {
        return dy;
    }

    /** Returns the output as it is now, N·K·P·Q. */
    float[] y() {
        return stored(buffers.y());
    }

    /** Returns the gradient of the input as it is now, N·C·H·W. */
    float[] dx() {
        return stored(buffers.gradients().flatMap(PassBuffers.Gradients::dx).orElseThrow());
    }

    private static float[] stored(Tensor tensor) {
        float[] values = new float[Tensor.LANES * tensor.shape().elements()];
        tensor.store(values, 0, Tensor.LANES);
        return values;
    }

    /** Returns the elements of a parameter by its place. */
    float[] parameter(int index) {
        return bound.parameter(index).toArray();
    }

    /** Returns what was accumulated for a parameter. */
    float[] parameterGradient(int index) {
        Parameter parameter = bound.parameter(index);
        return parameterGradients
                .asSlice(parameter.offset(), 4L * parameter.count())
                .toArray(ValueLayout.JAVA_FLOAT);
    }

    /** Returns the bytes of the elements of x, those of y, or multiples of them. */
    static long bytes(Shape shape, int buffers) {
        return 4L * Tensor.LANES * shape.elements() * buffers;
    }

    @Override
    public void close() {
        workspace.close();
    }
}
