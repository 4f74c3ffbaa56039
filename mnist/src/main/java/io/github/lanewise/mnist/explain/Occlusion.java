package io.github.lanewise.mnist.explain;

import io.github.lanewise.engine.network.Inference;

/**
 * How sure a network stays of a class while a grey square covers a part of the image.
 *
 * <p>Source: M. D. Zeiler, R. Fergus, "Visualizing and understanding convolutional networks", ECCV
 * 2014.
 */
final class Occlusion {
    /** A quarter of the image's height. */
    private static final int SHARE = 4;

    /** Between black and white. */
    private static final double GREY = 127.5;

    private final Inference inference;
    private final Digits digits;
    private final int side;

    Occlusion(Inference inference, Digits digits) {
        this.inference = inference;
        this.digits = digits;
        side = Math.max(1, digits.height() / SHARE);
    }

    /** Returns the side of the square in pixels. */
    int side() {
        return side;
    }

    /** Returns the probability that the network gives to the class of an uncovered image. */
    double probability(int image) {
        return inference.predict(digits.input(image))[digits.label(image)];
    }

    /** Returns for each place the probability of the image's class with the square around it. */
    Plane map(int image) {
        float[] chw = digits.input(image);
        int height = digits.height();
        int width = digits.width();
        float[] covered = new float[height * width * chw.length];
        for (int place = 0; place < height * width; place++) {
            System.arraycopy(chw, 0, covered, place * chw.length, chw.length);
            cover(covered, place * chw.length, place / width, place % width);
        }
        float[] probabilities = inference.predict(covered);
        int classes = probabilities.length / (height * width);
        return Plane.of(
                height,
                width,
                (row, column) ->
                        probabilities[(row * width + column) * classes + digits.label(image)]);
    }

    /** The square around a place, as far as it is in the image, in all channels. */
    private void cover(float[] images, int first, int row, int column) {
        int height = digits.height();
        int width = digits.width();
        int top = row - side / 2;
        int left = column - side / 2;
        for (int channel = 0; channel < digits.shape().channels(); channel++) {
            for (int y = Math.max(0, top); y < Math.min(height, top + side); y++) {
                for (int x = Math.max(0, left); x < Math.min(width, left + side); x++) {
                    images[first + (channel * height + y) * width + x] = digits.input(GREY);
                }
            }
        }
    }
}
