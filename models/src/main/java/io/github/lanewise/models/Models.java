package io.github.lanewise.models;

import java.util.List;
import java.util.Optional;

/** The models that can be built by name. */
public final class Models {
    /** LeNet-5 as it is built today. */
    public static final Model LENET5 =
            new Model(
                    "lenet5",
                    "LeNet-5 as it is built today: ReLU, max pooling (61,706 parameters)",
                    LeNet5::modern);

    /** LeNet-5 close to the paper. */
    public static final Model LENET5_1998 =
            new Model(
                    "lenet5-1998",
                    "LeNet-5 as in 1998: tanh, average pooling (61,706 parameters)",
                    LeNet5::classic1998);

    /** A network in the style of VGG for digits. */
    public static final Model VGG28 =
            new Model(
                    "vgg28",
                    "VGG for 28×28 images: two pairs of 3×3 convolutions (467,818 parameters)",
                    Vgg28::of);

    private static final List<Model> ALL = List.of(LENET5, LENET5_1998, VGG28);

    private Models() {}

    /** Returns all models. */
    public static List<Model> all() {
        return ALL;
    }

    /** Returns the names of all models. */
    public static List<String> names() {
        return ALL.stream().map(Model::name).toList();
    }

    /** Returns the model of that name, or nothing if there is none. */
    public static Optional<Model> named(String name) {
        return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
    }
}
