package io.github.lanewise.models.family;

import io.github.lanewise.models.onnx.write.OnnxAttribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A batch normalization of channels, as the different programs write it. */
final class BatchNorm {
    private static final float EPSILON = 1e-5f;

    private final float[] scale;
    private final float[] bias;
    private final float[] mean;
    private final float[] variance;

    private BatchNorm(float[] scale, float[] bias, float[] mean, float[] variance) {
        this.scale = scale;
        this.bias = bias;
        this.mean = mean;
        this.variance = variance;
    }

    /** Draws statistics as of values with a mean near 0 and a variance near 1. */
    static BatchNorm drawn(GraphWriter graph, int channels, double scale) {
        Weights weights = graph.weights();
        return new BatchNorm(
                weights.uniform(channels, 0.7 * scale, 1.3 * scale),
                weights.uniform(channels, -0.2 * scale, 0.2 * scale),
                weights.uniform(channels, -0.2, 0.2),
                weights.uniform(channels, 0.6, 1.4));
    }

    /** Adds the nodes, and returns the name of the result. */
    String write(GraphWriter graph, String x) {
        if (!graph.style().by(Exporter.CAFFE)) {
            return normalized(graph, x, scale, bias);
        }
        float[] ones = new float[scale.length];
        Arrays.fill(ones, 1);
        String y = normalized(graph, x, ones, new float[scale.length]);
        y = withParameter(graph, "Mul", y, scale);
        return withParameter(graph, "Add", y, bias);
    }

    private String normalized(GraphWriter graph, String x, float[] gamma, float[] beta) {
        String name = graph.nextName("BatchNormalization");
        List<String> inputs =
                List.of(
                        x,
                        graph.parameter(name + ".weight", gamma, gamma.length),
                        graph.parameter(name + ".bias", beta, beta.length),
                        graph.parameter(name + ".running_mean", mean, mean.length),
                        graph.parameter(name + ".running_var", variance, variance.length));
        return graph.nodes("BatchNormalization", inputs, 1, attributes(graph.style())).getFirst();
    }

    /** Returns the attributes; but for the epsilon, they do not matter in inference. */
    private static List<OnnxAttribute> attributes(OnnxStyle style) {
        List<OnnxAttribute> attributes = new ArrayList<>();
        attributes.add(OnnxAttribute.real("epsilon", EPSILON));
        if (style.by(Exporter.PYTORCH)) {
            attributes.add(OnnxAttribute.real("momentum", 0.9f));
            if (style.since(14)) {
                attributes.add(OnnxAttribute.integer("training_mode", 0));
            }
        } else if (!style.since(9)) {
            attributes.add(OnnxAttribute.integer("spatial", 1)); // of version 7 only
        }
        return attributes;
    }

    /** Adds an operator with a number for each channel: C × 1 × 1. */
    private static String withParameter(
            GraphWriter graph, String operator, String x, float[] values) {
        String name = graph.nextName(operator) + ".weight";
        return graph.node(operator, List.of(x, graph.parameter(name, values, values.length, 1, 1)));
    }
}
