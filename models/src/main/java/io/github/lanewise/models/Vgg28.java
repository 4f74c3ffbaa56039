package io.github.lanewise.models;

import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.conv.ConvAlgorithm;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network in the style of VGG for images of 28×28: pairs of 3×3 convolutions that keep the size,
 * pooling after each pair, twice the filters after each pooling; 467,818 parameters. It can also be
 * built for other images of at least 4×4 pixels and other classes.
 *
 * <p>Source of the style: K. Simonyan, A. Zisserman, "Very deep convolutional networks for
 * large-scale image recognition", ICLR 2015.
 */
public final class Vgg28 {
    /** One grey image of 28 × 28 pixels. */
    public static final Shape INPUT = Shape.of(1, 28, 28);

    /** The ten digits. */
    public static final int CLASSES = 10;

    /** Convolutions keep the size, each pooling halves it. */
    private static final OpenSizes SIZES =
            new OpenSizes(
                    OpenWeight.of("conv1.weight", 32, OpenWeight.ANY, 3, 3),
                    OpenWeight.of("fc1.weight", 128, OpenWeight.ANY),
                    OpenWeight.of("fc2.weight", OpenWeight.ANY, 128),
                    64,
                    pixels -> pixels / 4,
                    cells -> 4 * cells);

    private Vgg28() {}

    /**
     * Builds the network with He initialisation.
     *
     * @param seed fixes the initial weights; equal seeds give equal weights on every machine
     */
    public static Network of(long seed) {
        return of(seed, ConvAlgorithm.AUTOMATIC);
    }

    /**
     * Builds the network with He initialisation.
     *
     * @param seed fixes the initial weights; equal seeds give equal weights on every machine
     * @param algorithm of all convolutions
     */
    public static Network of(long seed, ConvAlgorithm algorithm) {
        return of(INPUT, CLASSES, seed, algorithm);
    }

    /**
     * Builds the network for other images, with He initialisation.
     *
     * @param input any number of channels, at least 4×4 pixels
     * @param classes at least 2
     * @param seed fixes the initial weights; equal seeds give equal weights on every machine
     * @throws ShapeException if there are fewer pixels or classes, or too many pixels
     */
    public static Network of(Shape input, int classes, long seed) {
        return of(input, classes, seed, ConvAlgorithm.AUTOMATIC);
    }

    /** Builds a network for as large images and as many classes as weights tell. */
    static Network fitted(Map<String, List<Long>> extents, Optional<Shape> images) {
        return of(SIZES.input(extents, images, INPUT), SIZES.classes(extents, CLASSES), 0);
    }

    private static Network of(Shape input, int classes, long seed, ConvAlgorithm algorithm) {
        SIZES.require("vgg28", input, classes);
        return Network.of(input)
                .add("conv1", conv(32, algorithm)) // 32×28×28
                .add("relu1", new Relu())
                .add("conv2", conv(32, algorithm))
                .add("relu2", new Relu())
                .add("pool1", MaxPool2d.of(2)) // 32×14×14
                .add("conv3", conv(64, algorithm)) // 64×14×14
                .add("relu3", new Relu())
                .add("conv4", conv(64, algorithm))
                .add("relu4", new Relu())
                .add("pool2", MaxPool2d.of(2)) // 64×7×7
                .add("flatten", new Flatten()) // 3136
                .add("fc1", Dense.of(128))
                .add("relu5", new Relu())
                .add("fc2", Dense.of(classes))
                .build(seed);
    }

    private static Conv2d conv(int filters, ConvAlgorithm algorithm) {
        return Conv2d.of(filters, 3).padding(1).algorithm(algorithm);
    }
}
