package io.github.lanewise.mnist.data;

import java.util.Random;

/**
 * The linear classifier that drawn digits must defeat: argmax of W·x + b, trained by stochastic
 * gradient descent with momentum on the cross-entropy of the softmax.
 */
final class SoftmaxRegression {
    private static final int BATCH = 50;
    private static final float MOMENTUM = 0.9f;

    private final int inputs;
    private final int classes;
    private final float[] weights;
    private final float[] velocity;

    /** {@code classes × (inputs + 1)} weights, the bias last in each row. */
    SoftmaxRegression(int inputs, int classes) {
        this.inputs = inputs;
        this.classes = classes;
        this.weights = new float[classes * (inputs + 1)];
        this.velocity = new float[weights.length];
    }

    /** Trains epoch by epoch with a falling step and returns the best test accuracy on the way. */
    static double bestAccuracy(DataSet data, int epochs) {
        LabelledImages training = data.training();
        int inputs = training.channels() * training.height() * training.width();
        SoftmaxRegression model = new SoftmaxRegression(inputs, training.classes());
        double best = 0;
        for (int epoch = 0; epoch < epochs; epoch++) {
            float rate = (float) (0.02 * Math.pow(0.05, (double) epoch / Math.max(1, epochs - 1)));
            model.trainEpoch(training, rate, new Random(epoch));
            best = Math.max(best, model.accuracy(data.test()));
        }
        return best;
    }

    private void trainEpoch(LabelledImages images, float rate, Random random) {
        float[] gradient = new float[weights.length];
        float[] x = new float[inputs];
        float[] scores = new float[classes];
        for (int step = 0; step < images.count() / BATCH; step++) {
            for (int i = 0; i < BATCH; i++) {
                int image = random.nextInt(images.count());
                load(images, image, x);
                probabilities(x, scores);
                scores[images.labels()[image]] -= 1;
                for (int c = 0; c < classes; c++) {
                    addScaled(gradient, c * (inputs + 1), x, scores[c] / BATCH);
                }
            }
            for (int i = 0; i < weights.length; i++) {
                velocity[i] = MOMENTUM * velocity[i] + gradient[i];
                weights[i] -= rate * velocity[i];
                gradient[i] = 0;
            }
        }
    }

    double accuracy(LabelledImages images) {
        float[] x = new float[inputs];
        float[] scores = new float[classes];
        int right = 0;
        for (int image = 0; image < images.count(); image++) {
            load(images, image, x);
            probabilities(x, scores);
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = scores[c] > scores[best] ? c : best;
            }
            right += best == images.labels()[image] ? 1 : 0;
        }
        return (double) right / images.count();
    }

    private void load(LabelledImages images, int image, float[] x) {
        for (int i = 0; i < inputs; i++) {
            x[i] = (images.pixels()[image * inputs + i] & 0xff) / 255f;
        }
    }

    /** softmax(W·x + b). */
    private void probabilities(float[] x, float[] scores) {
        float highest = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            int row = c * (inputs + 1);
            // Four partial sums, so that the additions need not wait for each other.
            float a0 = weights[row + inputs];
            float a1 = 0;
            float a2 = 0;
            float a3 = 0;
            for (int i = 0; i + 3 < inputs; i += 4) {
                a0 += weights[row + i] * x[i];
                a1 += weights[row + i + 1] * x[i + 1];
                a2 += weights[row + i + 2] * x[i + 2];
                a3 += weights[row + i + 3] * x[i + 3];
            }
            scores[c] = a0 + a1 + a2 + a3;
            highest = Math.max(highest, scores[c]);
        }
        float sum = 0;
        for (int c = 0; c < classes; c++) {
            scores[c] = (float) Math.exp(scores[c] - highest);
            sum += scores[c];
        }
        for (int c = 0; c < classes; c++) {
            scores[c] /= sum;
        }
    }

    private static void addScaled(float[] gradient, int row, float[] x, float scale) {
        for (int i = 0; i < x.length; i++) {
            gradient[row + i] += scale * x[i];
        }
        gradient[row + x.length] += scale;
    }
}
