package io.github.lanewise.engine.reference;

/** Softmax followed by cross-entropy, averaged over the images. Logits are N×K. */
public record ReferenceLoss(int images, int classes) {
    /** Softmax of each image's logits. */
    public double[] probabilities(double[] logits) {
        double[] probabilities = new double[logits.length];
        for (int n = 0; n < images; n++) {
            double maximum = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < classes; k++) {
                maximum = Math.max(maximum, logits[n * classes + k]);
            }
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                sum += StrictMath.exp(logits[n * classes + k] - maximum);
            }
            for (int k = 0; k < classes; k++) {
                probabilities[n * classes + k] =
                        StrictMath.exp(logits[n * classes + k] - maximum) / sum;
            }
        }
        return probabilities;
    }

    /** −log softmax(logits)[label] of each image. */
    public double[] losses(double[] logits, int[] labels) {
        double[] losses = new double[images];
        for (int n = 0; n < images; n++) {
            double maximum = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < classes; k++) {
                maximum = Math.max(maximum, logits[n * classes + k]);
            }
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                sum += StrictMath.exp(logits[n * classes + k] - maximum);
            }
            losses[n] = StrictMath.log(sum) + maximum - logits[n * classes + labels[n]];
        }
        return losses;
    }

    /** Mean of {@link #losses}. */
    public double loss(double[] logits, int[] labels) {
        double sum = 0;
        for (double loss : losses(logits, labels)) {
            sum += loss;
        }
        return sum / images;
    }

    /** ∂(mean loss)/∂logits = (softmax − one-hot) / N. */
    public double[] gradient(double[] logits, int[] labels) {
        double[] gradient = probabilities(logits);
        for (int n = 0; n < images; n++) {
            gradient[n * classes + labels[n]] -= 1;
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= images;
        }
        return gradient;
    }
}
