package io.github.lanewise.models.family;

import java.util.List;

/**
 * Stages of 3×3 convolutions with a pool after each: K. Simonyan, A. Zisserman, "Very deep
 * convolutional networks for large-scale image recognition", ICLR 2015.
 *
 * @param convolutions of each stage
 * @param filters of the convolutions of the first stage; each stage has twice as many, at most 512
 * @param hidden features of each dense layer but the last
 * @param batchNorm whether a batch normalization follows each convolution
 */
record VggNet(List<Integer> convolutions, int filters, List<Integer> hidden, boolean batchNorm)
        implements Family {
    private static final int MOST_FILTERS = 512;

    /** Returns a network for images of 224 × 224. */
    static VggNet of(boolean batchNorm, Integer... convolutions) {
        return new VggNet(List.of(convolutions), 64, List.of(4096, 4096), batchNorm);
    }

    /** Returns a network for images of 28 × 28, as {@link io.github.lanewise.models.Vgg28}. */
    static VggNet small() {
        return new VggNet(List.of(2, 2), 32, List.of(128), false);
    }

    @Override
    public Vectors logits(Features image, FamilyOptions options) {
        Features x = image;
        int width = filters;
        for (int count : convolutions) {
            for (int i = 0; i < count; i++) {
                x = x.conv(Conv.of(options.channels(width), 3));
                x = (batchNorm ? x.norm() : x).relu();
            }
            x = x.maxPool(Window.of(2).stride(2));
            width = Math.min(MOST_FILTERS, 2 * width);
        }
        Vectors y = x.flatten();
        for (int features : hidden) {
            y = y.dense(options.channels(features)).relu().dropout();
        }
        return y.dense(options.classes());
    }
}
