package io.github.lanewise.models;

import io.github.lanewise.engine.layer.Initializer;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What the extents of VGG's weights tell of the images and classes that they are for. Images count
 * as square: the weights tell the number of pixels only. Weights of 224×224 serve for torchvision's
 * networks, whose adaptive pooling changes nothing at that size.
 *
 * @param extents of the weights by their names
 */
record VggExtents(Map<String, List<Long>> extents) {
    private static final long KERNEL = 3;

    /** Pixels of the input, along an axis, for one of the last features. */
    private static final int REDUCTION = 32;

    /** Builds the network, all weights of which are still to be set. */
    Network build(Vgg vgg) {
        return vgg.layers(input(), classes(), Initializer.ZERO).build(0);
    }

    /** Returns the shape of an image. */
    Shape input() {
        long channels =
                open("features.0.weight", Vgg.FILTERS.getFirst(), OpenWeight.ANY, KERNEL, KERNEL)
                        .orElse(Vgg.INPUT.channels());
        long inputs = open("classifier.0.weight", Vgg.HIDDEN, OpenWeight.ANY).orElse(0);
        long pixels = inputs / Vgg.FILTERS.getLast(); // of each of the last features
        int side = (int) Math.round(Math.sqrt((double) pixels));
        boolean square = side > 0 && (long) side * side * Vgg.FILTERS.getLast() == inputs;
        int pixelSide = square ? REDUCTION * side : Vgg.INPUT.height();
        boolean countable = channels * pixelSide * pixelSide <= Integer.MAX_VALUE;
        return countable ? Shape.of((int) channels, pixelSide, pixelSide) : Vgg.INPUT;
    }

    /** Returns the number of classes. */
    int classes() {
        return (int) open("classifier.6.weight", OpenWeight.ANY, Vgg.HIDDEN).orElse(Vgg.CLASSES);
    }

    private OptionalLong open(String name, long... wanted) {
        return OpenWeight.of(name, wanted).in(extents);
    }
}
