/** Tensors, kernels, layers, losses and optimizers. */
module io.github.lanewise.engine {
    requires jdk.incubator.vector;

    exports io.github.lanewise.engine.graph;
    exports io.github.lanewise.engine.image;
    exports io.github.lanewise.engine.layer.activation;
    exports io.github.lanewise.engine.layer.conv;
    exports io.github.lanewise.engine.layer.dense;
    exports io.github.lanewise.engine.layer.norm;
    exports io.github.lanewise.engine.layer.pool;
    exports io.github.lanewise.engine.layer.regularization;
    exports io.github.lanewise.engine.layer.shape;
    exports io.github.lanewise.engine.layer;
    exports io.github.lanewise.engine.loss;
    exports io.github.lanewise.engine.network;
    exports io.github.lanewise.engine.operation.conv;
    exports io.github.lanewise.engine.operation.elementwise;
    exports io.github.lanewise.engine.operation.matrix;
    exports io.github.lanewise.engine.operation.norm;
    exports io.github.lanewise.engine.operation.pool;
    exports io.github.lanewise.engine.operation.reduce;
    exports io.github.lanewise.engine.operation.resize;
    exports io.github.lanewise.engine.operation.shape;
    exports io.github.lanewise.engine.operation;
    exports io.github.lanewise.engine.optimizer;
    exports io.github.lanewise.engine.parallel;
    exports io.github.lanewise.engine.rewrite;
    exports io.github.lanewise.engine.tensor;
    exports io.github.lanewise.engine;
}
