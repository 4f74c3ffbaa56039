package io.github.lanewise.engine.layer.norm;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.layer.MeetingPass;
import io.github.lanewise.engine.layer.MeetingPlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Batch normalization in training. Each lane group gathers its own mean, in two passes against
 * rounding, and the sum of squares about it; those of the groups are joined as by Chan, Golub and
 * LeVeque (1979), always in the order of the groups.
 */
final class BatchNormPlan implements MeetingPlan {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    private final NormParameters parameters;
    private final Shape shape;
    private final List<Pass> passes = new ArrayList<>();

    /** Pixels of the batch, and for each channel their mean and 1 / √(variance + epsilon). */
    private double count;

    private final double[] mean;
    private final double[] inverse;

    /** Unbiased variance. */
    private final double[] unbiased;

    /** Mean over the batch of dy, and of dy · (x − mean). */
    private final double[] gradientMean;

    private final double[] productMean;

    BatchNormPlan(NormParameters parameters, Shape shape) {
        this.parameters = parameters;
        this.shape = shape;
        mean = new double[shape.channels()];
        inverse = new double[shape.channels()];
        unbiased = new double[shape.channels()];
        gradientMean = new double[shape.channels()];
        productMean = new double[shape.channels()];
    }

    @Override
    public MeetingPass pass(PassBuffers buffers) {
        Pass pass = new Pass(buffers);
        passes.add(pass);
        return pass;
    }

    @Override
    public void meet(int groups) {
        for (int c = 0; c < shape.channels(); c++) {
            double n = 0;
            double middle = 0;
            double squares = 0;
            for (int group = 0; group < groups; group++) {
                Pass pass = passes.get(group);
                double difference = pass.mean[c] - middle;
                double total = n + pass.count;
                middle += difference * pass.count / total;
                squares += pass.squares[c] + difference * difference * n * pass.count / total;
                n = total;
            }
            count = n;
            mean[c] = middle;
            inverse[c] = 1 / Math.sqrt(squares / n + parameters.layer().epsilon());
            unbiased[c] = squares / Math.max(1, n - 1);
        }
    }

    @Override
    public void commit() {
        for (int c = 0; c < shape.channels(); c++) {
            parameters.move(c, mean[c], unbiased[c]);
        }
    }

    @Override
    public void meetBackward(int groups, MemorySegment gradients) {
        for (int c = 0; c < shape.channels(); c++) {
            double sum = 0;
            double product = 0;
            for (int group = 0; group < groups; group++) {
                Pass pass = passes.get(group);
                sum += pass.gradientSum[c];
                product += pass.productSum[c];
            }
            gradientMean[c] = sum / count;
            productMean[c] = product / count;
            add(gradients, parameters.weight(), c, product * inverse[c]);
            add(gradients, parameters.bias(), c, sum);
        }
    }

    private static void add(MemorySegment gradients, Parameter parameter, int c, double value) {
        long at = parameter.offset() + 4L * c;
        gradients.set(FLOAT, at, (float) (gradients.get(FLOAT, at) + value));
    }

    private final class Pass implements MeetingPass {
        private final Tensor x;
        private final Tensor y;
        private final Optional<PassBuffers.Gradients> gradients;
        private double count;
        private final double[] mean = new double[shape.channels()];
        private final double[] squares = new double[shape.channels()];
        private final double[] gradientSum = new double[shape.channels()];
        private final double[] productSum = new double[shape.channels()];
        private final float[] first = new float[Lanes.COUNT];
        private final float[] second = new float[Lanes.COUNT];
        private final NormKernel.Line line = NormKernel.Line.of(1);
        private final float[] factors = new float[3 * Lanes.COUNT];

        Pass(PassBuffers buffers) {
            x = buffers.x();
            y = buffers.y();
            gradients = buffers.gradients();
        }

        /** Sums over the lanes that hold an image, in their order. */
        private double sum(float[] lanes, int images) {
            double sum = 0;
            for (int lane = 0; lane < images; lane++) {
                sum += lanes[lane];
            }
            return sum;
        }

        @Override
        public void gather(LaneGroup group) {
            count = (double) group.images() * shape.pixels();
            for (int c = 0; c < shape.channels(); c++) {
                NormKernel.sum(x, c, 0, false, first);
                float middle = (float) (sum(first, group.images()) / count);
                // The rest of the mean is what the rounded one leaves.
                NormKernel.sum(x, c, middle, false, first);
                double rest = sum(first, group.images()) / count;
                NormKernel.sum(x, c, middle, true, first);
                mean[c] = middle + rest;
                squares[c] = Math.max(0, sum(first, group.images()) - rest * rest * count);
            }
        }

        @Override
        public void forward(LaneGroup group) {
            for (int c = 0; c < shape.channels(); c++) {
                double scale = NormParameters.get(parameters.weight(), c) * inverse(c);
                float center = (float) batchMean(c);
                double bias = NormParameters.get(parameters.bias(), c);
                Arrays.fill(line.center(), center);
                Arrays.fill(line.scale(), (float) scale);
                Arrays.fill(line.shift(), (float) (bias + (center - batchMean(c)) * scale));
                NormKernel.scale(x, y, c, line, 0);
            }
        }

        private double inverse(int c) {
            return inverse[c];
        }

        private double batchMean(int c) {
            return BatchNormPlan.this.mean[c];
        }

        @Override
        public void gatherBackward(LaneGroup group) {
            if (gradients.isEmpty()) {
                return;
            }
            for (int c = 0; c < shape.channels(); c++) {
                float center = (float) batchMean(c);
                NormKernel.sumGradients(gradients.get().dy(), x, c, center, first, second);
                gradientSum[c] = sum(first, group.images());
                double product = sum(second, group.images());
                productSum[c] = product + gradientSum[c] * (center - batchMean(c));
            }
        }

        /** dx = weight / σ · (dy − mean(dy) − (x − mean) / σ² · mean(dy · (x − mean))). */
        @Override
        public void backward(LaneGroup group, MemorySegment parameterGradients) {
            if (gradients.isEmpty() || gradients.get().dx().isEmpty()) {
                return;
            }
            Tensor dx = gradients.get().dx().get();
            for (int c = 0; c < shape.channels(); c++) {
                double slope = NormParameters.get(parameters.weight(), c) * inverse(c);
                double value = -slope * inverse(c) * inverse(c) * productMean[c];
                float center = (float) batchMean(c);
                double constant = -slope * gradientMean[c] + value * (center - batchMean(c));
                // Lanes without an image keep their zeros.
                Arrays.fill(factors, 0);
                int images = group.images();
                int l = Lanes.COUNT;
                Arrays.fill(factors, 0, images, (float) slope);
                Arrays.fill(factors, l, l + images, (float) value);
                Arrays.fill(factors, 2 * l, 2 * l + images, (float) constant);
                NormKernel.gradient(gradients.get().dy(), x, dx, c, center, factors);
            }
        }
    }
}
