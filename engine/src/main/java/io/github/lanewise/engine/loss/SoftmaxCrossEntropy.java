package io.github.lanewise.engine.loss;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The loss {@code −Σ_k q[k] · log softmax(x)[k]} of one lane group, value and gradient together:
 * the gradient by x is {@code softmax(x) − q} (Bishop 2006, equation 4.109). The target q is
 * one-hot, or smoothed: of K classes, the label has {@code 1 − ε + ε / K} and every other {@code ε
 * / K} (Szegedy et al., arXiv 1512.00567, section 7).
 *
 * <p>One worker's: it keeps the results of the last call.
 */
public final class SoftmaxCrossEntropy {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    private final MemorySegment x;
    private final MemorySegment probabilities;
    private final int[] xAt;
    private final int[] gradientAt;
    private final MemorySegment lanes;
    private final double smoothing;
    private final int[] predicted = new int[Lanes.COUNT];
    private double loss;
    private int correct;

    /**
     * Binds the loss to its buffers; targets are one-hot.
     *
     * @param x logits, one channel per class
     * @param gradient receives the probabilities and then the gradient; as large as {@code x}
     * @param workspace owner of the scratch memory
     */
    public SoftmaxCrossEntropy(Tensor x, Tensor gradient, Workspace workspace) {
        this(x, gradient, 0, workspace);
    }

    /**
     * Binds the loss to its buffers.
     *
     * @param x logits, one channel per class
     * @param gradient receives the probabilities and then the gradient; as large as {@code x}
     * @param smoothing ε, from 0 for one-hot targets to below 1
     * @param workspace owner of the scratch memory
     */
    public SoftmaxCrossEntropy(Tensor x, Tensor gradient, double smoothing, Workspace workspace) {
        this.smoothing = smoothing;
        this.x = x.segment();
        this.probabilities = gradient.segment();
        xAt = offsets(x.layout());
        gradientAt = offsets(gradient.layout());
        lanes = workspace.floats(2L * Lanes.COUNT);
    }

    /** Returns the byte offset of the vector of each element, in C·H·W order. */
    private static int[] offsets(Layout layout) {
        Shape shape = layout.shape();
        int[] offsets = new int[shape.elements()];
        for (int k = 0; k < offsets.length; k++) {
            int row = k % shape.pixels() / shape.width();
            long offset = layout.offset(k / shape.pixels(), row, k % shape.width());
            offsets[k] = Math.toIntExact(offset);
        }
        return offsets;
    }

    /**
     * Computes the probabilities of all classes, the summed loss, the predicted classes and the
     * number of them that are right.
     *
     * @param labels class of the image in each lane
     * @param images lanes that hold an image; the others count for nothing
     */
    public void forward(int[] labels, int images) {
        SoftmaxKernel.softmax(x, xAt, probabilities, gradientAt, lanes);
        loss = 0;
        correct = 0;
        for (int lane = 0; lane < images; lane++) {
            float max = lanes.getAtIndex(FLOAT, lane);
            float sum = lanes.getAtIndex(FLOAT, (long) Lanes.COUNT + lane);
            predicted[lane] = firstEqual(lane, max);
            float logit = x.get(FLOAT, xAt[labels[lane]] + 4L * lane);
            loss += Math.log(sum) + ((double) max - target(lane, logit));
            correct += predicted[lane] == labels[lane] ? 1 : 0;
        }
    }

    /** Returns Σ q[k] · x[k]. */
    private double target(int lane, float logit) {
        if (smoothing == 0) {
            return logit;
        }
        double all = 0;
        for (int at : xAt) {
            all += x.get(FLOAT, at + 4L * lane);
        }
        return (1 - smoothing) * logit + smoothing * all / xAt.length;
    }

    private int firstEqual(int lane, float max) {
        for (int k = 0; k < xAt.length; k++) {
            if (x.get(FLOAT, xAt[k] + 4L * lane) == max) {
                return k;
            }
        }
        return 0;
    }

    /**
     * Turns the probabilities of the last {@link #forward} into the gradient of {@code scale} times
     * the summed loss.
     *
     * @param labels as in the forward call
     * @param images as in the forward call; the other lanes get a gradient of zero
     * @param scale 1 / N for the mean over a batch of N
     */
    public void backward(int[] labels, int images, float scale) {
        float label = (float) (1 - smoothing);
        float every = (float) (smoothing / xAt.length);
        for (int lane = 0; lane < images; lane++) {
            subtract(gradientAt[labels[lane]] + 4L * lane, label);
            for (int k = 0; every > 0 && k < gradientAt.length; k++) {
                subtract(gradientAt[k] + 4L * lane, every);
            }
        }
        for (int lane = images; lane < Lanes.COUNT; lane++) {
            for (int at : gradientAt) {
                probabilities.set(FLOAT, at + 4L * lane, 0);
            }
        }
        SoftmaxKernel.scale(probabilities, gradientAt, scale);
    }

    private void subtract(long at, float number) {
        probabilities.set(FLOAT, at, probabilities.get(FLOAT, at) - number);
    }

    /** Returns the loss of the last forward call, summed over its images. */
    public double loss() {
        return loss;
    }

    /** Returns how many predictions of the last forward call were right. */
    public int correct() {
        return correct;
    }

    /** Returns the most probable class of the image in a lane; the first of equals. */
    public int predicted(int lane) {
        return predicted[lane];
    }
}
