package io.github.lanewise.bench.convolution;

import io.github.lanewise.bench.BoundLayer;
import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.layer.LayerPass;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.layer.conv.BackwardDataAccess;
import io.github.lanewise.engine.layer.conv.BackwardWeightsAccess;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The lane groups of a batch; the lanes of the last one that have no image are zero.
 *
 * @param layer shared by all groups
 * @param images of the whole batch
 * @param scratch of the thread that takes the groups
 * @param workspace owner of the buffers
 */
record GroupPasses(BoundLayer layer, int images, MemorySegment scratch, Workspace workspace) {
    /** Images of a group: the first, and how many. */
    private record Part(int first, int images) {
        void load(float[] nchw, Tensor to) {
            to.load(nchw, first * to.shape().elements(), images);
        }

        void store(Tensor from, float[] nchw) {
            from.store(nchw, first * from.shape().elements(), images);
        }
    }

    private record Forward(Part part, Tensor x, Tensor y, LayerPass pass, LaneGroup group)
            implements GroupPass {
        @Override
        public void load(PlainInput input) {
            part.load(input.x(), x);
        }

        @Override
        public void run() {
            pass.forward(group);
        }

        @Override
        public void store(float[] result) {
            part.store(y, result);
        }
    }

    private record BackwardData(Part part, Tensor dy, Tensor dx, BackwardDataAccess pass)
            implements GroupPass {
        @Override
        public void load(PlainInput input) {
            part.load(input.dy(), dy);
        }

        @Override
        public void run() {
            pass.compute();
        }

        @Override
        public void store(float[] result) {
            part.store(dx, result);
        }
    }

    private record BackwardWeights(
            Part part, Tensor x, Tensor dy, BackwardWeightsAccess pass, MemorySegment gradients)
            implements GroupPass {
        @Override
        public void load(PlainInput input) {
            part.load(input.x(), x);
            part.load(input.dy(), dy);
        }

        @Override
        public void run() {
            pass.refresh();
            pass.addTo(gradients);
        }

        /** The result is the sum over the groups, which no single one has. */
        @Override
        public void store(float[] result) {}
    }

    int count() {
        return Math.ceilDiv(images, Tensor.LANES);
    }

    private Part part(int group) {
        int first = group * Tensor.LANES;
        return new Part(first, Math.min(Tensor.LANES, images - first));
    }

    /** Returns the pass from x to y. */
    GroupPass forward(int group) {
        Part part = part(group);
        Tensor x = workspace.tensor(layer.inputLayout());
        Tensor y = workspace.tensor(layer.outputLayout());
        PassBuffers buffers = new PassBuffers(0, x, y, Optional.empty(), scratch, workspace);
        LaneGroup lanes = LaneGroup.forInference();
        lanes.set(0, part.first(), part.images());
        return new Forward(part, x, y, layer.plan().pass(buffers), lanes);
    }

    /** Returns the pass from dy to dx. */
    GroupPass backwardData(int group) {
        Tensor dy = workspace.tensor(layer.outputLayout());
        Tensor dx = workspace.tensor(layer.inputLayout());
        PassBuffers.Gradients gradients = new PassBuffers.Gradients(dy, Optional.of(dx));
        Tensor x = workspace.tensor(layer.inputLayout());
        PassBuffers buffers = new PassBuffers(0, x, dy, Optional.of(gradients), scratch, workspace);
        BackwardDataAccess pass = new BackwardDataAccess(layer.plan(), buffers);
        return new BackwardData(part(group), dy, dx, pass);
    }

    /** Returns the pass from x and dy to dw and db, which it adds to the gradients. */
    GroupPass backwardWeights(int group, MemorySegment gradients) {
        Tensor x = workspace.tensor(layer.inputLayout());
        Tensor dy = workspace.tensor(layer.outputLayout());
        PassBuffers.Gradients d = new PassBuffers.Gradients(dy, Optional.empty());
        PassBuffers buffers = new PassBuffers(0, x, dy, Optional.of(d), scratch, workspace);
        BackwardWeightsAccess pass = new BackwardWeightsAccess(layer.plan(), buffers);
        return new BackwardWeights(part(group), x, dy, pass, gradients);
    }
}
