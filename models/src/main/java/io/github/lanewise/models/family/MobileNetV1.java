package io.github.lanewise.models.family;

import java.util.List;

/**
 * A chain of depthwise and 1×1 convolutions: table 1 of A. Howard and others, "MobileNets:
 * efficient convolutional neural networks for mobile vision applications", arXiv:1704.04861, 2017.
 */
record MobileNetV1() implements Family {
    private record Layer(int filters, int stride) {}

    private static final List<Layer> LAYERS =
            List.of(
                    new Layer(64, 1),
                    new Layer(128, 2),
                    new Layer(128, 1),
                    new Layer(256, 2),
                    new Layer(256, 1),
                    new Layer(512, 2),
                    new Layer(512, 1),
                    new Layer(512, 1),
                    new Layer(512, 1),
                    new Layer(512, 1),
                    new Layer(512, 1),
                    new Layer(1024, 2),
                    new Layer(1024, 1));

    @Override
    public Vectors logits(Features image, FamilyOptions options) {
        Features x =
                image.conv(Conv.of(options.channels(32), 3).stride(2).withoutBias()).norm().relu();
        for (Layer layer : LAYERS) {
            x =
                    x.conv(Conv.depthwise(x.channels(), 3).stride(layer.stride).withoutBias())
                            .norm()
                            .relu()
                            .conv(Conv.of(options.channels(layer.filters), 1).withoutBias())
                            .norm()
                            .relu();
        }
        return x.globalAverage().reshape().dense(options.classes());
    }
}
