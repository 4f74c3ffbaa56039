package io.github.lanewise.models;

import io.github.lanewise.engine.layer.Initializer;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.activation.Tanh;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.dense.Dense;
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
 * LeNet-5, the network that read digits on cheques: two convolutions with pooling and three dense
 * layers, 61,706 parameters, from 1×28×28 images to 10 classes. It can also be built for other
 * images of at least 12×12 pixels and other classes; the comments on the layers are for the digits.
 * The parameters are named as PyTorch users name them, {@code conv1.weight} to {@code fc3.bias}.
 *
 * <p>Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to
 * document recognition", Proceedings of the IEEE 86 (11), 1998.
 */
public final class LeNet5 {
    /** One grey image of 28 × 28 pixels. */
    public static final Shape INPUT = Shape.of(1, 28, 28);

    /** The ten digits. */
    public static final int CLASSES = 10;

    /**
     * A margin of 2 keeps the first convolution's size, the second takes 4, each pooling halves.
     */
    private static final OpenSizes SIZES =
            new OpenSizes(
                    OpenWeight.of("conv1.weight", 6, OpenWeight.ANY, 5, 5),
                    OpenWeight.of("fc1.weight", 120, OpenWeight.ANY),
                    OpenWeight.of("fc3.weight", OpenWeight.ANY, 84),
                    16,
                    pixels -> (pixels / 2 - 4) / 2,
                    cells -> 4 * cells + 8);

    private LeNet5() {}

    /**
     * Builds LeNet-5 as it is built today: ReLU, max pooling, He initialisation.
     *
     * @param seed fixes the initial weights; equal seeds give equal weights on every machine
     */
    public static Network modern(long seed) {
        return modern(INPUT, CLASSES, seed);
    }

    /**
     * Builds the same network for other images.
     *
     * @param input any number of channels, at least 12×12 pixels
     * @param classes at least 2
     * @param seed fixes the initial weights; equal seeds give equal weights on every machine
     * @throws ShapeException if there are fewer pixels or classes, or too many pixels
     */
    public static Network modern(Shape input, int classes, long seed) {
        SIZES.require("LeNet-5", input, classes);
        return Network.of(input)
                .add("conv1", Conv2d.of(6, 5).padding(2)) // 6×28×28
                .add("relu1", new Relu())
                .add("pool1", MaxPool2d.of(2)) // 6×14×14
                .add("conv2", Conv2d.of(16, 5)) // 16×10×10
                .add("relu2", new Relu())
                .add("pool2", MaxPool2d.of(2)) // 16×5×5
                .add("flatten", new Flatten()) // 400
                .add("fc1", Dense.of(120))
                .add("relu3", new Relu())
                .add("fc2", Dense.of(84))
                .add("relu4", new Relu())
                .add("fc3", Dense.of(classes))
                .build(seed);
    }

    /**
     * Builds LeNet-5 close to the paper of 1998: tanh, average pooling, Glorot initialisation.
     *
     * <p>Left out of the paper, as in most of its descendants:
     *
     * <ul>
     *   <li>the trainable coefficient and bias of each pooled map, and the squashing after it: here
     *       the mean of 2 × 2 pixels, after the tanh of the convolution;
     *   <li>the connection table of layer C3, in which each map reads three to six of the six maps
     *       below (1,516 parameters): here each reads all (2,416);
     *   <li>the scaled 1.7159 · tanh(2x/3): here tanh(x);
     *   <li>the output of Euclidean distances to fixed 7 × 12 pictures of the characters (radial
     *       basis functions) and its loss: here a dense layer and softmax cross-entropy;
     *   <li>the 32 × 32 field with a margin in background grey around the 28 × 28 image: here a
     *       margin of zeros, which the first convolution adds;
     *   <li>initial weights drawn uniformly from ±2.4 / inputs, and training by stochastic diagonal
     *       Levenberg–Marquardt.
     * </ul>
     *
     * @param seed fixes the initial weights; equal seeds give equal weights on every machine
     */
    public static Network classic1998(long seed) {
        return classic1998(INPUT, CLASSES, seed);
    }

    /**
     * Builds the same network for other images.
     *
     * @param input any number of channels, at least 12×12 pixels
     * @param classes at least 2
     * @param seed fixes the initial weights; equal seeds give equal weights on every machine
     * @throws ShapeException if there are fewer pixels or classes, or too many pixels
     */
    public static Network classic1998(Shape input, int classes, long seed) {
        SIZES.require("LeNet-5", input, classes);
        return Network.of(input)
                .add("conv1", conv(6).padding(2)) // 6×28×28
                .add("tanh1", new Tanh())
                .add("pool1", AveragePool2d.of(2)) // 6×14×14
                .add("conv2", conv(16)) // 16×10×10
                .add("tanh2", new Tanh())
                .add("pool2", AveragePool2d.of(2)) // 16×5×5
                .add("flatten", new Flatten()) // 400
                .add("fc1", dense(120))
                .add("tanh3", new Tanh())
                .add("fc2", dense(84))
                .add("tanh4", new Tanh())
                .add("fc3", dense(classes))
                .build(seed);
    }

    /** Builds a network for as large images and as many classes as weights tell. */
    static Network fitted(
            Model.Builder builder, Map<String, List<Long>> extents, Optional<Shape> images) {
        Shape input = SIZES.input(extents, images, INPUT);
        return builder.build(input, SIZES.classes(extents, CLASSES), 0);
    }

    private static Conv2d conv(int filters) {
        return Conv2d.of(filters, 5).initializer(Initializer.GLOROT_UNIFORM);
    }

    private static Dense dense(int outputs) {
        return Dense.of(outputs).initializer(Initializer.GLOROT_UNIFORM);
    }
}
