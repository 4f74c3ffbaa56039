package io.github.lanewise.engine.loss;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The loss {@code −log softmax(x)[label]} of one lane group, value and gradient together: the
 * gradient by x is {@code softmax(x) − one-hot(label)} (Bishop 2006, equation 4.109).
 *
 * <p>One worker's: it keeps the results of the last call.
 */
public final class SoftmaxCrossEntropy {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    private final MemorySegment x;
    private final MemorySegment probabilities;
    private final int classes;
    private final MemorySegment maxima;
    private final MemorySegment sums;
    private final int[] predicted = new int[Lanes.COUNT];
    private double loss;
    private int correct;

    /**
     * Binds the loss to its buffers.
     *
     * @param x logits, one channel per class
     * @param gradient receives the probabilities and then the gradient; as large as {@code x}
     * @param workspace owner of the scratch memory
     */
    public SoftmaxCrossEntropy(Tensor x, Tensor gradient, Workspace workspace) {
        this.x = x.segment();
        this.probabilities = gradient.segment();
        this.classes = x.shape().elements();
        maxima = workspace.floats(Lanes.COUNT);
        sums = workspace.floats(Lanes.COUNT);
    }

    /**
     * Computes the probabilities of all classes, the summed loss, the predicted classes and the
     * number of them that are right.
     *
     * @param labels class of the image in each lane
     * @param images lanes that hold an image; the others count for nothing
     */
    public void forward(int[] labels, int images) {
        SoftmaxKernel.softmax(x, probabilities, classes, maxima, sums);
        loss = 0;
        correct = 0;
        for (int lane = 0; lane < images; lane++) {
            float max = maxima.getAtIndex(FLOAT, lane);
            predicted[lane] = firstEqual(lane, max);
            float logit = x.getAtIndex(FLOAT, (long) labels[lane] * Lanes.COUNT + lane);
            loss += Math.log(sums.getAtIndex(FLOAT, lane)) + max - logit;
            correct += predicted[lane] == labels[lane] ? 1 : 0;
        }
    }

    private int firstEqual(int lane, float max) {
        for (int k = 0; k < classes; k++) {
            if (x.getAtIndex(FLOAT, (long) k * Lanes.COUNT + lane) == max) {
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
        for (int lane = 0; lane < images; lane++) {
            long at = (long) labels[lane] * Lanes.COUNT + lane;
            probabilities.setAtIndex(FLOAT, at, probabilities.getAtIndex(FLOAT, at) - 1);
        }
        for (int lane = images; lane < Lanes.COUNT; lane++) {
            for (int k = 0; k < classes; k++) {
                probabilities.setAtIndex(FLOAT, (long) k * Lanes.COUNT + lane, 0);
            }
        }
        SoftmaxKernel.scale(probabilities, classes, scale);
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
