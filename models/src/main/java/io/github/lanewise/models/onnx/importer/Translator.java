package io.github.lanewise.models.onnx.importer;

/** Translates nodes of one operator. */
@FunctionalInterface
interface Translator {
    /**
     * Defines the outputs of a node, as constants or by nodes of the engine's graph.
     *
     * @throws io.github.lanewise.models.ModelFormatException if the node is at fault
     * @throws io.github.lanewise.engine.tensor.ShapeException if its extents do not fit
     * @throws IllegalArgumentException if something else about its inputs is not as it should be
     */
    void translate(NodeImport node);
}
