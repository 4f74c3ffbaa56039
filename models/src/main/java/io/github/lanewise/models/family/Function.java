package io.github.lanewise.models.family;

import io.github.lanewise.models.onnx.write.OnnxAttribute;
import java.util.List;

/** Functions of each element, as the different programs write them. */
enum Function {
    /** max(0, x). */
    RELU {
        @Override
        String write(GraphWriter graph, String x) {
            return graph.node("Relu", List.of(x));
        }
    },
    /** min(max(0, x), 6). */
    RELU6 {
        @Override
        String write(GraphWriter graph, String x) {
            return clip(graph, x);
        }
    },
    /** The hyperbolic tangent. */
    TANH {
        @Override
        String write(GraphWriter graph, String x) {
            return graph.node("Tanh", List.of(x));
        }
    },
    /** min(max(0, x/6 + 1/2), 1). */
    HARD_SIGMOID {
        @Override
        String write(GraphWriter graph, String x) {
            return graph.style().by(Exporter.TENSORFLOW)
                    ? graph.node("Mul", List.of(clipped(graph, x), graph.real(1f / SIX)))
                    : hardSigmoid(graph, x);
        }
    },
    /** x · hardSigmoid(x); an operator since version 14. */
    HARD_SWISH {
        @Override
        String write(GraphWriter graph, String x) {
            OnnxStyle style = graph.style();
            if (style.by(Exporter.TENSORFLOW)) {
                String product = graph.node("Mul", List.of(x, clipped(graph, x)));
                return graph.node("Mul", List.of(product, graph.real(1f / SIX)));
            }
            if (style.since(14)) {
                return graph.node("HardSwish", List.of(x));
            }
            if (style.by(Exporter.PYTORCH)) {
                String product = graph.node("Mul", List.of(x, clipped(graph, x)));
                return graph.node("Div", List.of(product, graph.real(SIX)));
            }
            return graph.node("Mul", List.of(x, hardSigmoid(graph, x)));
        }
    };

    private static final float SIX = 6;

    /** Adds the nodes, and returns the name of the result. */
    abstract String write(GraphWriter graph, String x);

    private static String hardSigmoid(GraphWriter graph, String x) {
        return graph.node("HardSigmoid", List.of(x), OnnxAttribute.real("alpha", 1f / SIX));
    }

    /** Returns min(max(0, x + 3), 6). */
    private static String clipped(GraphWriter graph, String x) {
        return clip(graph, graph.node("Add", List.of(x, graph.real(3))));
    }

    /** Returns min(max(0, x), 6); the bounds are inputs since version 11. */
    private static String clip(GraphWriter graph, String x) {
        if (graph.style().since(11)) {
            return graph.node("Clip", List.of(x, graph.real(0), graph.real(SIX)));
        }
        return graph.node(
                "Clip", List.of(x), OnnxAttribute.real("min", 0), OnnxAttribute.real("max", SIX));
    }
}
