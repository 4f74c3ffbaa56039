package io.github.lanewise.models.family;

import io.github.lanewise.models.onnx.write.OnnxAttribute;
import java.util.List;

/**
 * A value of N × features in a model under construction.
 *
 * @param graph to which nodes are added
 * @param value name in the graph
 * @param features number of values of an image
 */
record Vectors(GraphWriter graph, String value, int features) {
    private static final double BIAS = 0.1;
    private static final float DROPPED = 0.5f;

    /** Adds a dense layer before a function like ReLU. */
    Vectors dense(int outputs) {
        return dense(outputs, Weights.RECTIFIED);
    }

    /**
     * Adds a dense layer.
     *
     * @param gain variance of a weight times the number of features
     */
    Vectors dense(int outputs, double gain) {
        boolean product = graph.style().by(Exporter.TENSORFLOW);
        String name = graph.nextName(product ? "MatMul" : "Gemm");
        float[] drawn = graph.weights().aroundZero(outputs * features, gain / features);
        String bias =
                graph.parameter(
                        name + ".bias", graph.weights().uniform(outputs, -BIAS, BIAS), outputs);
        if (product) {
            float[] columns = Weights.transposed(drawn, outputs, features);
            String weight = graph.parameter(name + ".weight", columns, features, outputs);
            String y = graph.node("MatMul", List.of(value, weight));
            return of(graph.node("Add", List.of(y, bias)), outputs);
        }
        String weight = graph.parameter(name + ".weight", drawn, outputs, features);
        List<String> operands = List.of(value, weight, bias);
        OnnxAttribute transposed = OnnxAttribute.integer("transB", 1);
        String y =
                graph.style().by(Exporter.CAFFE)
                        ? graph.node("Gemm", operands, transposed)
                        : graph.node(
                                "Gemm",
                                operands,
                                OnnxAttribute.real("alpha", 1),
                                OnnxAttribute.real("beta", 1),
                                transposed);
        return of(y, outputs);
    }

    Vectors apply(Function function) {
        return of(function.write(graph, value), features);
    }

    Vectors relu() {
        return apply(Function.RELU);
    }

    /** Adds a dropout, which does nothing; PyTorch does not write it. */
    Vectors dropout() {
        return of(dropout(graph, value), features);
    }

    Vectors softmax() {
        return of(
                graph.node("Softmax", List.of(value), OnnxAttribute.integer("axis", 1)), features);
    }

    /** The ratio is an input since version 12. */
    static String dropout(GraphWriter graph, String x) {
        if (graph.style().by(Exporter.PYTORCH)) {
            return x;
        }
        if (graph.style().since(12)) {
            return graph.node("Dropout", List.of(x, graph.real(DROPPED)));
        }
        return graph.node("Dropout", List.of(x), OnnxAttribute.real("ratio", DROPPED));
    }

    private Vectors of(String name, int newFeatures) {
        return new Vectors(graph, name, newFeatures);
    }
}
