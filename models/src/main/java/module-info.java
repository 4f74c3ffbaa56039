/** Networks made of layers, and ONNX models: building, saving, loading, running, summaries. */
// Protocol Buffers are a module by the name in their manifest only.
@SuppressWarnings("requires-automatic")
module io.github.lanewise.models {
    requires transitive io.github.lanewise.engine;
    requires static transitive org.jspecify;
    requires com.google.protobuf;
    requires tools.jackson.core;

    exports io.github.lanewise.models;
    exports io.github.lanewise.models.family;
    exports io.github.lanewise.models.file;
    exports io.github.lanewise.models.onnx;
    exports io.github.lanewise.models.onnx.file;
    exports io.github.lanewise.models.onnx.importer;
    exports io.github.lanewise.models.onnx.write;
    exports io.github.lanewise.models.safetensors;
}
