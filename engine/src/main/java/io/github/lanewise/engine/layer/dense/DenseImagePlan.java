package io.github.lanewise.engine.layer.dense;

import io.github.lanewise.engine.kernel.RowDot;
import io.github.lanewise.engine.layer.ImageBuffers;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** A dense layer for one image: the matrix of weights, where it stands, times a vector. */
final class DenseImagePlan implements ImagePlan {
    private final List<Parameter> bias;
    private final RowDot product;
    private final float[] start;

    DenseImagePlan(int inputs, int outputs, List<Parameter> parameters) {
        bias = parameters.subList(1, parameters.size());
        start = new float[outputs];
        product = new RowDot(parameters.getFirst().value(), inputs, start);
    }

    @Override
    public int packTasks() {
        return bias.size();
    }

    @Override
    public void pack(int task, boolean forTraining) {
        MemorySegment values = bias.get(task).value();
        MemorySegment.copy(values, ValueLayout.JAVA_FLOAT, 0, start, 0, start.length);
    }

    @Override
    public long scratchFloats() {
        return RowDot.scratchFloats();
    }

    @Override
    public ImagePass pass(ImageBuffers buffers) {
        return new Pass(
                product,
                buffers.x().segment(),
                fromFirst(buffers.y()),
                buffers.y().layout().planeStride(),
                buffers.scratch());
    }

    /** Returns the memory from the first element on; a convolution may want a border before it. */
    private static MemorySegment fromFirst(Tensor y) {
        return y.segment().asSlice(y.layout().offset(0, 0, 0));
    }

    /**
     * A pass.
     *
     * @param x whose elements stand one behind the other, since no dense layer reads a border
     */
    private record Pass(
            RowDot product,
            MemorySegment x,
            MemorySegment y,
            long yStride,
            List<MemorySegment> scratch)
            implements ImagePass {
        @Override
        public int tasks() {
            return product.blocks();
        }

        @Override
        public void run(int task, int worker) {
            product.run(task, x, y, yStride, scratch.get(worker));
        }
    }
}
