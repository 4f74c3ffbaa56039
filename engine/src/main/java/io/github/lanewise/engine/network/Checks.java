package io.github.lanewise.engine.network;

import io.github.lanewise.engine.tensor.ShapeException;
import java.util.Objects;

/** What is checked once, at the door, before images go into a network. */
final class Checks {
    private Checks() {}

    static void samples(Samples samples, Network network) {
        if (!samples.shape().equals(network.input())) {
            throw new ShapeException(
                    "The images are "
                            + samples.shape()
                            + ", but the network takes "
                            + network.input()
                            + ".");
        }
    }

    static void labels(Samples samples, int[] order, int from, int count, int classes) {
        Objects.checkFromIndexSize(from, count, order.length);
        for (int i = from; i < from + count; i++) {
            int label = samples.label(Objects.checkIndex(order[i], samples.count()));
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException(
                        "Image "
                                + order[i]
                                + " has the label "
                                + label
                                + ", but the network knows the classes 0 to "
                                + (classes - 1)
                                + ".");
            }
        }
    }
}
