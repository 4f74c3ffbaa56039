/** Networks made of layers: LeNet-5, VGG, summaries, saving and loading. */
module io.github.lanewise.models {
    requires transitive io.github.lanewise.engine;
    requires static transitive org.jspecify;
    requires tools.jackson.core;

    exports io.github.lanewise.models;
    exports io.github.lanewise.models.safetensors;
}
