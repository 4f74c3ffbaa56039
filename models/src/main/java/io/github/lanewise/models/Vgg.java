package io.github.lanewise.models;

import io.github.lanewise.engine.layer.Initializer;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.norm.BatchNorm2d;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.regularization.Dropout;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.List;

/**
 * The networks of 11 to 19 layers for colour images of 224×224: configurations A, B, D and E in
 * table 1 of K. Simonyan, A. Zisserman, "Very deep convolutional networks for large-scale image
 * recognition", ICLR 2015. Layers and parameters are named as in torchvision.
 *
 * @param convolutions of each of the five stages
 * @param batchNorm whether a batch normalization follows each of them
 */
public record Vgg(List<Integer> convolutions, boolean batchNorm) {
    /** Filters of the convolutions of each stage; pooling follows a stage. */
    static final List<Integer> FILTERS = List.of(64, 128, 256, 512, 512);

    /** Configuration A: 8 convolutions. */
    public static final Vgg VGG11 = new Vgg(List.of(1, 1, 2, 2, 2), false);

    /** Configuration B: 10 convolutions. */
    public static final Vgg VGG13 = new Vgg(List.of(2, 2, 2, 2, 2), false);

    /** Configuration D: 13 convolutions. */
    public static final Vgg VGG16 = new Vgg(List.of(2, 2, 3, 3, 3), false);

    /** Configuration E: 16 convolutions. */
    public static final Vgg VGG19 = new Vgg(List.of(2, 2, 4, 4, 4), false);

    /** One colour image of 224 × 224 pixels. */
    public static final Shape INPUT = Shape.of(3, 224, 224);

    /** Classes of ImageNet. */
    public static final int CLASSES = 1000;

    /** Features of each dense layer but the last. */
    static final int HIDDEN = 4096;

    private static final double DROPPED = 0.5;

    /**
     * @throws IllegalArgumentException if there are not five stages, or one has no convolution
     */
    public Vgg {
        convolutions = List.copyOf(convolutions);
        if (convolutions.size() != FILTERS.size() || convolutions.stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException(
                    "A VGG network has five stages of at least one convolution, not "
                            + convolutions
                            + ".");
        }
    }

    /** Returns the same with batch normalization after each convolution. */
    public Vgg withBatchNorm() {
        return new Vgg(convolutions, true);
    }

    /**
     * Builds the network for the 1000 classes of ImageNet, with He initialisation.
     *
     * @param seed fixes the initial weights; equal seeds give equal weights on every machine
     */
    public Network build(long seed) {
        return layers(INPUT, CLASSES).build(seed);
    }

    /**
     * Returns the layers, to be built or added to.
     *
     * @param input any number of channels, and at least 32×32 pixels
     * @param classes number of classes
     * @throws ShapeException if an image is too small
     */
    public Network.Builder layers(Shape input, int classes) {
        return layers(input, classes, Initializer.HE_NORMAL);
    }

    /** Returns the layers; the initializer makes the weights of convolutions and dense layers. */
    Network.Builder layers(Shape input, int classes, Initializer initializer) {
        Network.Builder network = Network.of(input);
        int features = 0;
        for (int stage = 0; stage < FILTERS.size(); stage++) {
            for (int i = 0; i < convolutions.get(stage); i++) {
                Conv2d convolution =
                        Conv2d.of(FILTERS.get(stage), 3).padding(1).initializer(initializer);
                network.add("features." + features++, convolution);
                if (batchNorm) {
                    network.add("features." + features++, BatchNorm2d.standard());
                }
                network.add("features." + features++, new Relu());
            }
            network.add("features." + features++, MaxPool2d.of(2));
        }
        return network.add("flatten", new Flatten())
                .add("classifier.0", Dense.of(HIDDEN).initializer(initializer))
                .add("classifier.1", new Relu())
                .add("classifier.2", Dropout.of(DROPPED))
                .add("classifier.3", Dense.of(HIDDEN).initializer(initializer))
                .add("classifier.4", new Relu())
                .add("classifier.5", Dropout.of(DROPPED))
                .add("classifier.6", Dense.of(classes).initializer(initializer));
    }
}
