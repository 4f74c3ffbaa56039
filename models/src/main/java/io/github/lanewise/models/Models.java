package io.github.lanewise.models;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The models that can be built by name. */
public final class Models {
    /** LeNet-5 as it is built today. */
    public static final Model LENET5 =
            leNet5(
                    "lenet5",
                    "LeNet-5 as it is built today: ReLU, max pooling (61,706 parameters)",
                    LeNet5::modern);

    /** LeNet-5 close to the paper. */
    public static final Model LENET5_1998 =
            leNet5(
                    "lenet5-1998",
                    "LeNet-5 as in 1998: tanh, average pooling (61,706 parameters)",
                    LeNet5::classic1998);

    /** A network in the style of VGG for digits. */
    public static final Model VGG28 =
            new Model(
                    "vgg28",
                    "VGG for 28×28 images: two pairs of 3×3 convolutions (467,818 parameters)",
                    Vgg28.INPUT,
                    Vgg28.CLASSES,
                    Vgg28::of,
                    Vgg28::fitted);

    /** The most accurate network for digits. */
    public static final Model VGG28_BN =
            new Model(
                    "vgg28-bn",
                    "VGG for 28×28 images with batch normalization: three pairs of 3×3"
                            + " convolutions (288,618 parameters)",
                    Vgg28BatchNorm.INPUT,
                    Vgg28BatchNorm.CLASSES,
                    Vgg28BatchNorm::of,
                    Vgg28BatchNorm::fitted);

    private static final List<Model> FOR_DIGITS = List.of(LENET5, LENET5_1998, VGG28, VGG28_BN);

    private static final List<Model> ALL =
            Stream.concat(FOR_DIGITS.stream(), vggs().stream()).toList();

    private Models() {}

    /** Returns all models. */
    public static List<Model> all() {
        return ALL;
    }

    /**
     * Returns the models made for grey images of 28×28, as those of MNIST; they take others too.
     */
    public static List<Model> forDigits() {
        return FOR_DIGITS;
    }

    /** Returns the names of all models. */
    public static List<String> names() {
        return ALL.stream().map(Model::name).toList();
    }

    /** Returns the model of that name, or nothing if there is none. */
    public static Optional<Model> named(String name) {
        return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
    }

    private static List<Model> vggs() {
        return Stream.of(
                        vgg("vgg11", Vgg.VGG11),
                        vgg("vgg13", Vgg.VGG13),
                        vgg("vgg16", Vgg.VGG16),
                        vgg("vgg19", Vgg.VGG19))
                .flatMap(List::stream)
                .toList();
    }

    /** Returns a network as it is and with batch normalization. */
    private static List<Model> vgg(String name, Vgg vgg) {
        int layers = vgg.convolutions().stream().mapToInt(Integer::intValue).sum() + 3;
        String description = "VGG-%d for colour images".formatted(layers);
        return List.of(
                vgg(name, description, vgg),
                vgg(name + "-bn", description + ", with batch normalization", vgg.withBatchNorm()));
    }

    private static Model vgg(String name, String description, Vgg vgg) {
        return new Model(
                name,
                description,
                Vgg.INPUT,
                Vgg.CLASSES,
                (input, classes, seed) -> vgg.layers(input, classes).build(seed),
                (extents, _) -> new VggExtents(extents).build(vgg));
    }

    private static Model leNet5(String name, String description, Model.Builder builder) {
        return new Model(
                name,
                description,
                LeNet5.INPUT,
                LeNet5.CLASSES,
                builder,
                (extents, images) -> LeNet5.fitted(builder, extents, images));
    }
}
