package io.github.lanewise.models.family;

import java.util.List;

/**
 * Layers that read all layers before them: G. Huang, Z. Liu, L. van der Maaten, K. Weinberger,
 * "Densely connected convolutional networks", CVPR 2017, in the form with bottlenecks and
 * compression.
 *
 * @param layers of each block
 * @param growth channels that a layer adds
 */
record DenseNet(List<Integer> layers, int growth) implements Family {
    @Override
    public Vectors logits(Features image, FamilyOptions options) {
        int added = options.channels(growth);
        Features x =
                image.conv(Conv.of(2 * added, 7).stride(2).withoutBias())
                        .norm()
                        .relu()
                        .maxPool(Window.of(3).stride(2).padding(1));
        for (int block = 0; block < layers.size(); block++) {
            if (block > 0) {
                x =
                        x.norm()
                                .relu()
                                .conv(Conv.of(x.channels() / 2, 1).withoutBias())
                                .averagePool(Window.of(2).stride(2));
            }
            for (int i = 0; i < layers.get(block); i++) {
                Features more =
                        x.norm()
                                .relu()
                                .conv(Conv.of(4 * added, 1).withoutBias())
                                .norm()
                                .relu()
                                .conv(Conv.of(added, 3).withoutBias());
                x = Features.concat(x, more);
            }
        }
        return x.norm().relu().globalAverage().flatten().dense(options.classes());
    }
}
