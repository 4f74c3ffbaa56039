package io.github.lanewise.engine.layer;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;

/** Input, output and their gradients of one lane group. */
final class HarnessBuffers {
    private final Layer layer;
    private final Tensor x;
    private final Tensor y;
    private final Tensor dx;
    private final Tensor dy;
    private final MemorySegment scratch;

    /**
     * Allocates them.
     *
     * @param extraHalo border around all of them but vectors
     * @param inPlace whether output and input are the same memory
     */
    HarnessBuffers(
            Layer layer,
            Shape input,
            LayerPlan plan,
            Halo extraHalo,
            boolean inPlace,
            Workspace workspace) {
        this.layer = layer;
        Shape output = layer.outputShape(input);
        scratch = workspace.floats(plan.scratchFloats());
        boolean alike = plan.aliasing() == LayerPlan.Aliasing.SAME_LAYOUT;
        boolean reshape = plan.aliasing() == LayerPlan.Aliasing.RESHAPE;
        boolean packed = reshape && inPlace;
        x = workspace.tensor(layout(input, packed ? Halo.NONE : plan.inputHalo().max(extraHalo)));
        dx = workspace.tensor(alike || packed ? x.layout() : layout(input, extraHalo));
        if (inPlace) {
            y = reshape ? x.reshaped(output) : x;
            dy = reshape ? dx.reshaped(output) : dx;
        } else if (alike) {
            y = workspace.tensor(x.layout());
            dy = workspace.tensor(x.layout());
        } else {
            Halo border = output.pixels() == 1 ? Halo.NONE : extraHalo;
            y = workspace.tensor(layout(output, border));
            dy = workspace.tensor(layout(output, plan.gradientHalo().max(border)));
        }
    }

    private static Layout layout(Shape shape, Halo halo) {
        return halo.equals(Halo.NONE) ? Layout.packed(shape) : Layout.of(shape, halo);
    }

    /** The buffers as a network hands them to the layer at {@code place}. */
    PassBuffers forLayer(int place, boolean backward, Workspace workspace) {
        PassBuffers.Gradients gradients = new PassBuffers.Gradients(dy, Optional.of(dx));
        return new PassBuffers(
                place,
                x,
                y,
                backward ? Optional.of(gradients) : Optional.empty(),
                scratch,
                workspace);
    }

    /** Runs the images of a group; their outputs go to {@code result}. */
    void forward(LayerPass pass, LaneGroup group, float[] images, float[] result) {
        y.fill(Float.NaN);
        forgetScratch();
        x.load(images, group.firstImage() * x.shape().elements(), group.images());
        float[] before = floats(x);
        pass.forward(group);
        y.store(result, group.firstImage() * y.shape().elements(), group.images());
        checkUntouched("input", x, before, y);
        checkHalo("output", y);
    }

    /** Runs the output gradients of a group; those of the input go to {@code result}. */
    void backward(
            LayerPass pass,
            LaneGroup group,
            float[] images,
            float[] result,
            MemorySegment gradients) {
        dx.fill(Float.NaN);
        forgetScratch();
        dy.load(images, group.firstImage() * dy.shape().elements(), group.images());
        float[] before = floats(dy);
        pass.backward(group, gradients);
        dx.store(result, group.firstImage() * dx.shape().elements(), group.images());
        checkUntouched("gradient of the output", dy, before, dx);
        checkHalo("gradient of the input", dx);
    }

    /** Other layers use it between two calls. */
    private void forgetScratch() {
        for (long at = 0; at < scratch.byteSize(); at += Float.BYTES) {
            scratch.set(ValueLayout.JAVA_FLOAT, at, Float.NaN);
        }
    }

    private static float[] floats(Tensor tensor) {
        return tensor.segment().toArray(ValueLayout.JAVA_FLOAT);
    }

    private void checkUntouched(String what, Tensor tensor, float[] before, Tensor written) {
        if (tensor.segment().address() != written.segment().address()
                && !Arrays.equals(before, floats(tensor))) {
            throw new AssertionError(layer + " changed its " + what);
        }
    }

    private void checkHalo(String what, Tensor tensor) {
        Layout layout = tensor.layout();
        float[] floats = floats(tensor);
        int rowFloats = layout.shape().width() * Lanes.COUNT;
        for (int channel = 0; channel < layout.shape().channels(); channel++) {
            for (int row = 0; row < layout.shape().height(); row++) {
                int from = (int) (layout.offset(channel, row, 0) / 4);
                Arrays.fill(floats, from, from + rowFloats, 0);
            }
        }
        for (float value : floats) {
            if (value != 0) {
                throw new AssertionError(layer + " wrote to the halo of its " + what);
            }
        }
    }
}
