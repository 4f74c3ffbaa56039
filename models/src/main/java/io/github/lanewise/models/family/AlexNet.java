package io.github.lanewise.models.family;

/**
 * AlexNet.
 *
 * @param original whether it is the network of A. Krizhevsky, I. Sutskever, G. Hinton, "ImageNet
 *     classification with deep convolutional neural networks", NeurIPS 2012, with two groups of
 *     filters and normalizations, as Caffe has it; else that of A. Krizhevsky, "One weird trick for
 *     parallelizing convolutional neural networks", arXiv:1404.5997, 2014, as torchvision has it
 */
record AlexNet(boolean original) implements Family {
    private static final Window POOL = Window.of(3).stride(2);

    @Override
    public Vectors logits(Features image, FamilyOptions options) {
        return original ? of2012(image, options) : of2014(image, options);
    }

    /** The values are as large as of pixels from 0 to 255, for which the normalizations are. */
    private static Vectors of2012(Features image, FamilyOptions options) {
        double pixels = GoogLeNet.PIXELS;
        Window pool = POOL.ceiling();
        Features x =
                image.conv(
                                conv(options, 96, 11)
                                        .stride(4)
                                        .padding(0)
                                        .gain(Weights.RECTIFIED * pixels))
                        .relu()
                        .localResponseNorm(5)
                        .maxPool(pool)
                        .conv(conv(options, 256, 5).groups(2))
                        .relu()
                        .localResponseNorm(5)
                        .maxPool(pool)
                        .conv(conv(options, 384, 3))
                        .relu()
                        .conv(conv(options, 384, 3).groups(2))
                        .relu()
                        .conv(conv(options, 256, 3).groups(2))
                        .relu()
                        .maxPool(pool);
        int hidden = options.channels(4096);
        return x.flatten()
                .dense(hidden)
                .relu()
                .dropout()
                .dense(hidden)
                .relu()
                .dropout()
                .dense(options.classes(), Weights.LINEAR / pixels);
    }

    private static Vectors of2014(Features image, FamilyOptions options) {
        Features x =
                image.conv(conv(options, 64, 11).stride(4).padding(2))
                        .relu()
                        .maxPool(POOL)
                        .conv(conv(options, 192, 5))
                        .relu()
                        .maxPool(POOL)
                        .conv(conv(options, 384, 3))
                        .relu()
                        .conv(conv(options, 256, 3))
                        .relu()
                        .conv(conv(options, 256, 3))
                        .relu()
                        .maxPool(POOL)
                        .averagePool(Window.of(1)); // an adaptive pool of the size that is there
        int hidden = options.channels(4096);
        return x.flatten()
                .dropout()
                .dense(hidden)
                .relu()
                .dropout()
                .dense(hidden)
                .relu()
                .dense(options.classes());
    }

    /** Channels that two groups divide. */
    private static Conv conv(FamilyOptions options, int filters, int size) {
        return Conv.of(options.channels(filters, 2), size);
    }
}
