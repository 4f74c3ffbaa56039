package io.github.lanewise.engine.layer.norm;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.ImageBuffers;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.layer.LayerPass;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.LaneAxis;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;

/**
 * Batch normalization with the running mean and variance: a linear function per channel. Its way
 * back is that of the input alone, as nothing is learned outside of training.
 */
final class ScalePlan implements LayerPlan, ImagePlan {
    private final NormParameters parameters;
    private final LaneAxis lanes;
    private final int channels;
    private final NormKernel.Line line;

    /** The same factors alone, for the way back. */
    private final NormKernel.Line slope;

    ScalePlan(NormParameters parameters, Shape input, LaneAxis lanes) {
        this.parameters = parameters;
        this.lanes = lanes;
        channels = input.channels();
        int planes = lanes == LaneAxis.IMAGES ? channels : Math.ceilDiv(channels, Lanes.COUNT);
        line = NormKernel.Line.of(planes);
        float[] zeros = new float[line.scale().length];
        slope = new NormKernel.Line(zeros, line.scale(), zeros);
    }

    @Override
    public Aliasing aliasing() {
        return Aliasing.SAME_LAYOUT;
    }

    @Override
    public int packTasks() {
        return 1;
    }

    @Override
    public void pack(int task, boolean forTraining) {
        for (int c = 0; c < channels; c++) {
            int from = lanes == LaneAxis.IMAGES ? c * Lanes.COUNT : c;
            int to = lanes == LaneAxis.IMAGES ? from + Lanes.COUNT : from + 1;
            float center = (float) NormParameters.get(parameters.runningMean(), c);
            Arrays.fill(line.center(), from, to, center);
            Arrays.fill(line.scale(), from, to, (float) parameters.scale(c));
            Arrays.fill(line.shift(), from, to, (float) NormParameters.get(parameters.bias(), c));
        }
    }

    private void run(Tensor x, Tensor y, int plane) {
        NormKernel.scale(x, y, plane, line, plane);
    }

    @Override
    public LayerPass pass(PassBuffers buffers) {
        return new GroupPass(this, buffers.x(), buffers.y(), buffers.gradients());
    }

    @Override
    public ImagePass pass(ImageBuffers buffers) {
        return new SinglePass(this, buffers.x(), buffers.y());
    }

    private record GroupPass(
            ScalePlan plan, Tensor x, Tensor y, Optional<PassBuffers.Gradients> gradients)
            implements LayerPass {
        @Override
        public void forward(LaneGroup group) {
            for (int plane = 0; plane < x.layout().planes(); plane++) {
                plan.run(x, y, plane);
            }
        }

        @Override
        public void backward(LaneGroup group, MemorySegment parameterGradients) {
            Tensor dy = gradients.orElseThrow().dy();
            Tensor dx = gradients.orElseThrow().dx().orElseThrow();
            for (int plane = 0; plane < dy.layout().planes(); plane++) {
                NormKernel.scale(dy, dx, plane, plan.slope, plane);
            }
        }
    }

    private record SinglePass(ScalePlan plan, Tensor x, Tensor y) implements ImagePass {
        @Override
        public int tasks() {
            return x.layout().planes();
        }

        @Override
        public void run(int task, int worker) {
            plan.run(x, y, task);
        }
    }
}
