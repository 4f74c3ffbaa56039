package io.github.lanewise.mnist.explain;

import io.github.lanewise.engine.network.InputGradient;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Images that a network would give a high score for a class: from background on up the gradient of
 * the score, kept smooth and faint so that it does not end in noise.
 *
 * <p>Sources: K. Simonyan, A. Vedaldi, A. Zisserman, "Deep inside convolutional networks", 2014; J.
 * Yosinski et al., "Understanding neural networks through deep visualization", 2015, for decay and
 * blur.
 */
final class ImaginedInputs {
    private static final int STEPS = 120;

    /** Length of a step per pixel (root mean square), in pixel values from 0 to 255. */
    private static final double RATE = 12;

    /** What a step leaves of the ink. */
    private static final double DECAY = 0.98;

    /** A blur follows each so many steps: weights 1, 4, 1 of 6 along both axes. */
    private static final int BLUR_EVERY = 3;

    private static final double WHITE = 255;

    private final InputGradient gradient;
    private final Digits digits;

    ImaginedInputs(InputGradient gradient, Digits digits) {
        this.gradient = gradient;
        this.digits = digits;
    }

    /**
     * Returns an image for each class.
     *
     * @return classes × C × H × W pixels from 0 to 255
     */
    double[] pixels(int classes) {
        int elements = digits.shape().elements();
        int[] outputs = IntStream.range(0, classes).toArray();
        double[] pixels = new double[classes * elements];
        for (int step = 0; step < STEPS; step++) {
            float[] slopes = gradient.of(inputs(pixels), outputs);
            for (int first = 0; first < pixels.length; first += elements) {
                climb(pixels, slopes, first, elements);
            }
            if (step % BLUR_EVERY == 0) {
                int pixelsOfChannel = digits.height() * digits.width();
                for (int first = 0; first < pixels.length; first += pixelsOfChannel) {
                    blur(pixels, first);
                }
            }
        }
        return pixels;
    }

    /** Returns pixels as the network reads them. */
    float[] inputs(double[] pixels) {
        float[] inputs = new float[pixels.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = digits.input(pixels[i]);
        }
        return inputs;
    }

    private static void climb(double[] pixels, float[] slopes, int first, int elements) {
        double squares = 0;
        for (int i = first; i < first + elements; i++) {
            squares += (double) slopes[i] * slopes[i];
        }
        double rate = squares > 0 ? RATE / Math.sqrt(squares / elements) : 0;
        for (int i = first; i < first + elements; i++) {
            pixels[i] = Math.clamp(DECAY * pixels[i] + rate * slopes[i], 0, WHITE);
        }
    }

    private void blur(double[] pixels, int first) {
        int width = digits.width();
        int height = digits.height();
        for (int row = 0; row < height; row++) {
            blurLine(pixels, first + row * width, 1, width);
        }
        for (int column = 0; column < width; column++) {
            blurLine(pixels, first + column, width, height);
        }
    }

    private static void blurLine(double[] pixels, int first, int step, int count) {
        double[] line = new double[count + 2];
        Arrays.setAll(line, i -> i == 0 || i > count ? 0 : pixels[first + (i - 1) * step]);
        for (int i = 1; i <= count; i++) {
            pixels[first + (i - 1) * step] = (line[i - 1] + 4 * line[i] + line[i + 1]) / 6;
        }
    }
}
