package io.github.lanewise.models.family;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.models.onnx.write.OnnxModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Networks as they are published, with drawn weights.
 *
 * <p>A model has the input {@value #INPUT} of N × C × H × W and the output {@value #LOGITS} of N ×
 * classes. Files of {@link Exporter#CAFFE} and {@link Exporter#TENSORFLOW} end with a softmax,
 * whose output {@value #PROBABILITIES} is a second one.
 */
public final class ClassicNetwork {
    /** Name of the input. */
    public static final String INPUT = "input";

    /** Name of the output before a softmax. */
    public static final String LOGITS = "logits";

    /** Name of the output of the softmax, if there is one. */
    public static final String PROBABILITIES = "probabilities";

    private static final int OPSET = 17;
    private static final int IMAGENET_CLASSES = 1000;
    private static final int DIGITS = 10;
    private static final long SEED = 1;

    /** LeNet-5 with ReLU and max pooling. */
    public static final ClassicNetwork LENET_5 =
            new ClassicNetwork("lenet-5", new LeNet(true), Exporter.PYTORCH, Sizes.digits(1));

    /** LeNet-5 with tanh and average pooling. */
    public static final ClassicNetwork LENET_5_1998 =
            new ClassicNetwork(
                    "lenet-5-1998", new LeNet(false), Exporter.TENSORFLOW, Sizes.digits(1));

    /** Two pairs of 3×3 convolutions for images of 28×28. */
    public static final ClassicNetwork VGG_28 =
            new ClassicNetwork("vgg-28", VggNet.small(), Exporter.PYTORCH, Sizes.digits(0.3));

    /** AlexNet of 2012, with groups and local response normalization. */
    public static final ClassicNetwork ALEXNET_2012 =
            new ClassicNetwork(
                    "alexnet-2012",
                    new AlexNet(true),
                    Exporter.CAFFE,
                    new Sizes(Shape.of(3, 227, 227), Shape.of(3, 67, 75), 0.1));

    /** AlexNet of 2014. */
    public static final ClassicNetwork ALEXNET =
            new ClassicNetwork(
                    "alexnet", new AlexNet(false), Exporter.PYTORCH, Sizes.colour(64, 80, 0.1));

    /** VGG with 8 convolutions. */
    public static final ClassicNetwork VGG_11 =
            new ClassicNetwork(
                    "vgg-11",
                    VggNet.of(false, 1, 1, 2, 2, 2),
                    Exporter.CAFFE,
                    Sizes.colour(32, 64, 0.1));

    /** VGG with 8 convolutions and batch normalization. */
    public static final ClassicNetwork VGG_11_BN =
            new ClassicNetwork(
                    "vgg-11-bn",
                    VggNet.of(true, 1, 1, 2, 2, 2),
                    Exporter.PYTORCH,
                    Sizes.colour(32, 64, 0.1));

    /** VGG with 13 convolutions. */
    public static final ClassicNetwork VGG_16 =
            new ClassicNetwork(
                    "vgg-16",
                    VggNet.of(false, 2, 2, 3, 3, 3),
                    Exporter.PYTORCH,
                    Sizes.colour(64, 32, 0.125));

    /** VGG with 13 convolutions and batch normalization. */
    public static final ClassicNetwork VGG_16_BN =
            new ClassicNetwork(
                    "vgg-16-bn",
                    VggNet.of(true, 2, 2, 3, 3, 3),
                    Exporter.CAFFE,
                    Sizes.colour(64, 32, 0.125));

    /** GoogLeNet with local response normalization. */
    public static final ClassicNetwork GOOGLENET =
            new ClassicNetwork(
                    "googlenet", new GoogLeNet(), Exporter.CAFFE, Sizes.colour(64, 48, 0.2));

    /** ResNet with 8 blocks of two convolutions. */
    public static final ClassicNetwork RESNET_18 =
            new ClassicNetwork(
                    "resnet-18",
                    ResNet.basic(2, 2, 2, 2),
                    Exporter.PYTORCH,
                    Sizes.colour(64, 48, 0.2));

    /** ResNet with 16 bottlenecks. */
    public static final ClassicNetwork RESNET_50 =
            new ClassicNetwork(
                    "resnet-50",
                    ResNet.bottleneck(3, 4, 6, 3),
                    Exporter.PYTORCH,
                    Sizes.colour(48, 64, 0.1));

    /** ResNet with 16 bottlenecks of 32 groups. */
    public static final ClassicNetwork RESNEXT_50 =
            new ClassicNetwork(
                    "resnext-50",
                    ResNet.bottleneck(3, 4, 6, 3).grouped(),
                    Exporter.PYTORCH,
                    Sizes.colour(48, 48, 0.13));

    /** DenseNet with 58 layers in four blocks. */
    public static final ClassicNetwork DENSENET_121 =
            new ClassicNetwork(
                    "densenet-121",
                    new DenseNet(List.of(6, 12, 24, 16), 32),
                    Exporter.PYTORCH,
                    Sizes.colour(64, 64, 0.15));

    /** SqueezeNet 1.1. */
    public static final ClassicNetwork SQUEEZENET =
            new ClassicNetwork(
                    "squeezenet", new SqueezeNet(), Exporter.PYTORCH, Sizes.colour(64, 56, 0.4));

    /** ShuffleNet with three groups. */
    public static final ClassicNetwork SHUFFLENET_V1 =
            new ClassicNetwork(
                    "shufflenet-v1",
                    new ShuffleNetV1(3, 240),
                    Exporter.CAFFE,
                    Sizes.colour(48, 64, 0.2));

    /** ShuffleNet V2, 1×. */
    public static final ClassicNetwork SHUFFLENET_V2 =
            new ClassicNetwork(
                    "shufflenet-v2",
                    new ShuffleNetV2(),
                    Exporter.PYTORCH,
                    Sizes.colour(48, 64, 0.3));

    /** MobileNet. */
    public static final ClassicNetwork MOBILENET_V1 =
            new ClassicNetwork(
                    "mobilenet-v1",
                    new MobileNetV1(),
                    Exporter.TENSORFLOW,
                    Sizes.colour(48, 64, 0.2));

    /** MobileNet V2. */
    public static final ClassicNetwork MOBILENET_V2 =
            new ClassicNetwork(
                    "mobilenet-v2", new MobileNetV2(), Exporter.PYTORCH, Sizes.colour(48, 64, 0.3));

    /** The small MobileNet V3. */
    public static final ClassicNetwork MOBILENET_V3_SMALL =
            new ClassicNetwork(
                    "mobilenet-v3-small",
                    new MobileNetV3(),
                    Exporter.PYTORCH,
                    Sizes.colour(64, 48, 0.5));

    private static final List<ClassicNetwork> ALL =
            List.of(
                    LENET_5,
                    LENET_5_1998,
                    VGG_28,
                    ALEXNET_2012,
                    ALEXNET,
                    VGG_11,
                    VGG_11_BN,
                    VGG_16,
                    VGG_16_BN,
                    GOOGLENET,
                    RESNET_18,
                    RESNET_50,
                    RESNEXT_50,
                    DENSENET_121,
                    SQUEEZENET,
                    SHUFFLENET_V1,
                    SHUFFLENET_V2,
                    MOBILENET_V1,
                    MOBILENET_V2,
                    MOBILENET_V3_SMALL);

    private final String name;
    private final Family family;
    private final Exporter exporter;
    private final Sizes sizes;

    private ClassicNetwork(String name, Family family, Exporter exporter, Sizes sizes) {
        this.name = name;
        this.family = family;
        this.exporter = exporter;
        this.sizes = sizes;
    }

    /** Returns all networks. */
    public static List<ClassicNetwork> all() {
        return ALL;
    }

    /** Returns the network of that name, or nothing if there is none. */
    public static Optional<ClassicNetwork> named(String name) {
        return ALL.stream().filter(network -> network.name.equals(name)).findFirst();
    }

    /** Returns the name, such as {@code resnet-50}. */
    public String name() {
        return name;
    }

    /** Returns the options of the network as it is published, for any number of images. */
    public FamilyOptions published() {
        int classes = sizes.published.channels() == 1 ? DIGITS : IMAGENET_CLASSES;
        OnnxStyle style = new OnnxStyle(exporter, OPSET, OptionalInt.empty());
        return new FamilyOptions(sizes.published, classes, 1, SEED, style);
    }

    /** Returns the options of a network with small images, few channels and ten classes. */
    public FamilyOptions small() {
        return published().input(sizes.small).classes(DIGITS).width(sizes.smallWidth);
    }

    /**
     * Returns the network as an ONNX model.
     *
     * @throws io.github.lanewise.engine.tensor.ShapeException if the images are too small
     */
    public OnnxModel model(FamilyOptions options) {
        Shape image = options.input();
        GraphWriter graph = new GraphWriter(name, options);
        String input = graph.input(INPUT, image.channels(), image.height(), image.width());
        Vectors logits = family.logits(new Features(graph, input, image), options);
        graph.output(LOGITS, logits.features());
        if (exporter(options) == Exporter.PYTORCH) {
            return graph.model(Map.of(logits.value(), LOGITS));
        }
        Vectors probabilities = logits.softmax();
        graph.output(PROBABILITIES, probabilities.features());
        return graph.model(Map.of(logits.value(), LOGITS, probabilities.value(), PROBABILITIES));
    }

    @Override
    public String toString() {
        return name;
    }

    private static Exporter exporter(FamilyOptions options) {
        return options.style().exporter();
    }

    /** Images of a network, and how small it can be. */
    private record Sizes(Shape published, Shape small, double smallWidth) {
        static Sizes digits(double width) {
            return new Sizes(Shape.of(1, 28, 28), Shape.of(1, 28, 28), width);
        }

        static Sizes colour(int height, int width, double smallWidth) {
            return new Sizes(Shape.of(3, 224, 224), Shape.of(3, height, width), smallWidth);
        }
    }
}
