package io.github.lanewise.models;

import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.norm.BatchNorm2d;
import io.github.lanewise.engine.layer.pool.AveragePool2d;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The most accurate network for digits here: three pairs of 3×3 convolutions with batch
 * normalization after each, pooling after each pair, the last over all pixels that are left;
 * 288,618 parameters. The first two pairs have no padding, as the border of a digit is empty, which
 * saves half of the arithmetic.
 *
 * <p>Sources: pairs as in K. Simonyan, A. Zisserman, "Very deep convolutional networks for
 * large-scale image recognition", ICLR 2015; batch normalization, S. Ioffe, C. Szegedy, ICML 2015;
 * the average over all pixels in place of dense layers, M. Lin et al., "Network in network", ICLR
 * 2014.
 */
public final class Vgg28BatchNorm {
    /** One grey image of 28 × 28 pixels. */
    public static final Shape INPUT = Shape.of(1, 28, 28);

    /** The ten digits. */
    public static final int CLASSES = 10;

    /** Fewest pixels of an axis, of which one cell is left for the last pooling. */
    private static final int LEAST = 16;

    private static final OpenWeight CHANNELS =
            OpenWeight.of("conv1.weight", 32, OpenWeight.ANY, 3, 3);
    private static final OpenWeight OUTPUTS = OpenWeight.of("fc.weight", OpenWeight.ANY, 128);

    private Vgg28BatchNorm() {}

    /**
     * Builds the network with He initialisation.
     *
     * @param input any number of channels, at least 16×16 pixels; the weights do not depend on the
     *     number of pixels
     * @param classes at least 2
     * @param seed fixes the initial weights; equal seeds give equal weights on every machine
     * @throws ShapeException if there are fewer pixels or classes
     */
    public static Network of(Shape input, int classes, long seed) {
        OpenSizes.requireLeast("vgg28-bn", input, LEAST, classes);
        Network.Builder network = Network.of(input);
        add(network, 1, Conv2d.of(32, 3)); // 32×26×26
        add(network, 2, Conv2d.of(32, 3)); // 32×24×24
        network.add("pool1", MaxPool2d.of(2)); // 32×12×12
        add(network, 3, Conv2d.of(64, 3)); // 64×10×10
        add(network, 4, Conv2d.of(64, 3)); // 64×8×8
        network.add("pool2", MaxPool2d.of(2)); // 64×4×4
        add(network, 5, Conv2d.of(128, 3).padding(1)); // 128×4×4
        add(network, 6, Conv2d.of(128, 3).padding(1));
        return network.add("pool3", AveragePool2d.of(left(input.height()), left(input.width())))
                .add("flatten", new Flatten()) // 128
                .add("fc", Dense.of(classes))
                .build(seed);
    }

    private static void add(Network.Builder network, int number, Conv2d convolution) {
        network.add("conv" + number, convolution)
                .add("norm" + number, BatchNorm2d.standard())
                .add("relu" + number, new Relu());
    }

    /** Returns what is left of so many pixels of an axis before the last pooling. */
    private static int left(int pixels) {
        return ((pixels - 4) / 2 - 4) / 2;
    }

    /**
     * Builds the network for as many channels and classes as weights tell. They do not tell the
     * number of pixels: without other information that is the standard one.
     */
    static Network fitted(Map<String, List<Long>> extents, Optional<Shape> images) {
        long channels = CHANNELS.in(extents).orElse(INPUT.channels());
        Shape input =
                images.filter(shape -> shape.channels() == channels)
                        .filter(shape -> Math.min(shape.height(), shape.width()) >= LEAST)
                        .orElse(Shape.of((int) channels, INPUT.height(), INPUT.width()));
        return of(input, Math.max(2, (int) OUTPUTS.in(extents).orElse(CLASSES)), 0);
    }
}
