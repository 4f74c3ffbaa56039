package io.github.lanewise.engine.layer.shape;

import io.github.lanewise.engine.kernel.Elementwise;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.LayerPass;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;

/** Reads the C·H·W elements of an image as a vector; nothing is copied unless it has a halo. */
public record Flatten() implements Layer {
    @Override
    public String kind() {
        return "Flatten";
    }

    @Override
    public Shape outputShape(Shape input) {
        return Shape.vector(input.elements());
    }

    @Override
    public LayerPlan plan(Shape input, List<Parameter> parameters, boolean training) {
        return new Plan();
    }

    @Override
    public ImagePlan imagePlan(
            Shape input, List<Parameter> parameters, int workers, Workspace workspace) {
        return buffers -> new Elements(buffers.x(), buffers.y());
    }

    private record Plan() implements LayerPlan {
        @Override
        public Aliasing aliasing() {
            return Aliasing.RESHAPE;
        }

        @Override
        public LayerPass pass(PassBuffers buffers) {
            boolean shared = buffers.x().segment().address() == buffers.y().segment().address();
            return new Pass(buffers.x(), buffers.y(), buffers.gradients(), shared);
        }
    }

    /** Puts the elements of one image, whose lanes carry channels, one behind the other. */
    private record Elements(Tensor x, Tensor y) implements ImagePass {
        @Override
        public int tasks() {
            return x.layout().planes();
        }

        @Override
        public void run(int task, int worker) {
            Shape shape = x.shape();
            int end = Math.min(shape.channels(), (task + 1) * Lanes.COUNT);
            for (int c = task * Lanes.COUNT; c < end; c++) {
                for (int pixel = 0; pixel < shape.pixels(); pixel++) {
                    int row = pixel / shape.width();
                    long from = x.layout().offset(c, row, pixel % shape.width());
                    long to = y.layout().offset(c * shape.pixels() + pixel, 0, 0);
                    float value = x.segment().get(ValueLayout.JAVA_FLOAT, from);
                    y.segment().set(ValueLayout.JAVA_FLOAT, to, value);
                }
            }
        }
    }

    private record Pass(
            Tensor x, Tensor y, Optional<PassBuffers.Gradients> gradients, boolean shared)
            implements LayerPass {
        @Override
        public void forward(LaneGroup group) {
            if (!shared) {
                copy(x, y, false);
            }
        }

        @Override
        public void backward(LaneGroup group, MemorySegment parameterGradients) {
            if (!shared && gradients.isPresent() && gradients.get().dx().isPresent()) {
                copy(gradients.get().dx().get(), gradients.get().dy(), true);
            }
        }

        /** Copies the rows of an image to the vector, or back. */
        private static void copy(Tensor image, Tensor vector, boolean back) {
            Shape shape = image.shape();
            long next = vector.layout().planeStride();
            int element = 0;
            for (int c = 0; c < shape.channels(); c++) {
                for (int h = 0; h < shape.height(); h++) {
                    long row = image.layout().offset(c, h, 0);
                    long at = vector.layout().offset(element, 0, 0);
                    MemorySegment x = image.segment();
                    MemorySegment y = vector.segment();
                    if (back) {
                        Elementwise.copy(y, at, next, x, row, Lanes.BYTES, shape.width());
                    } else {
                        Elementwise.copy(x, row, Lanes.BYTES, y, at, next, shape.width());
                    }
                    element += shape.width();
                }
            }
        }
    }
}
