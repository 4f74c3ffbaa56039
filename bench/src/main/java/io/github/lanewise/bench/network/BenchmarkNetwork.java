package io.github.lanewise.bench.network;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.models.LeNet5;
import io.github.lanewise.models.Vgg;
import io.github.lanewise.models.Vgg28;

/**
 * The networks that are compared. Peers build theirs from the layers and parameters of ours: {@link
 * Network#layers} has them in order.
 */
public enum BenchmarkNetwork {
    /** Two convolutions and three dense layers for 28×28 images. */
    LENET5,
    /** Four convolutions of 3×3 and two dense layers for 28×28 images. */
    VGG28,
    /** Thirteen convolutions of 3×3 and three dense layers for colour images of 224×224. */
    VGG16;

    /** Builds the network, always with the same weights; the caller closes it. */
    public Network build() {
        return switch (this) {
            case LENET5 -> LeNet5.modern(1);
            case VGG28 -> Vgg28.of(1);
            case VGG16 -> Vgg.VGG16.build(1);
        };
    }

    /** Returns the name for people. */
    public String title() {
        return switch (this) {
            case LENET5 -> "LeNet-5";
            case VGG28 -> "VGG-28";
            case VGG16 -> "VGG-16";
        };
    }
}
