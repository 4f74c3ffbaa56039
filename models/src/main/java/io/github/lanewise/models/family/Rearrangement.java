package io.github.lanewise.models.family;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.models.onnx.write.OnnxAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Nodes that move values and compute none, as the different programs write them. */
final class Rearrangement {
    private static final OnnxAttribute CHANNELS = OnnxAttribute.integer("axis", 1);

    private Rearrangement() {}

    /** Makes N × C·H·W of N × C × H × W, by an operator for that unless it is TensorFlow's. */
    static String flatten(GraphWriter graph, String x, Shape shape) {
        return graph.style().by(Exporter.TENSORFLOW)
                ? reshape(graph, x, shape)
                : graph.node("Flatten", List.of(x), CHANNELS);
    }

    /** Makes N × C·H·W of N × C × H × W by a Reshape; 0 copies N, and -1 is what is left. */
    static String reshape(GraphWriter graph, String x, Shape shape) {
        String target =
                switch (graph.style().exporter()) {
                    case CAFFE -> graph.integers(0, -1);
                    case PYTORCH -> shapeOf(graph, x, -1);
                    case TENSORFLOW -> graph.integers(-1, shape.elements());
                };
        return reshape(graph, x, target);
    }

    /**
     * Takes a channel of each of G groups in turn: N × G × C/G × H × W is transposed to N × C/G × G
     * × H × W.
     */
    static String shuffle(GraphWriter graph, String x, Shape shape, int groups) {
        long[] divided = {groups, shape.channels() / groups, shape.height(), shape.width()};
        long[] united = {shape.channels(), shape.height(), shape.width()};
        String y = reshape(graph, x, batchOf(graph, x, divided));
        y = graph.node("Transpose", List.of(y), OnnxAttribute.integers("perm", 0, 2, 1, 3, 4));
        return reshape(graph, y, batchOf(graph, x, united));
    }

    /** Adds a Reshape; PyTorch says since version 14 that a 0 would copy an extent. */
    private static String reshape(GraphWriter graph, String x, String target) {
        OnnxStyle style = graph.style();
        List<OnnxAttribute> attributes =
                style.by(Exporter.PYTORCH) && style.since(14)
                        ? List.of(OnnxAttribute.integer("allowzero", 0))
                        : List.of();
        return graph.nodes("Reshape", List.of(x, target), 1, attributes).getFirst();
    }

    private static String batchOf(GraphWriter graph, String x, long... extents) {
        return switch (graph.style().exporter()) {
            case CAFFE -> graph.integers(withFirst(0, extents));
            case PYTORCH -> shapeOf(graph, x, extents);
            case TENSORFLOW -> graph.integers(withFirst(-1, extents));
        };
    }

    /**
     * Returns the extents with N before them. If N is open, it is taken from the value: Shape,
     * Gather, Unsqueeze, Concat.
     */
    private static String shapeOf(GraphWriter graph, String x, long... extents) {
        OnnxStyle style = graph.style();
        if (style.images().isPresent()) {
            return graph.integers(withFirst(style.images().getAsInt(), extents));
        }
        String all = graph.node("Shape", List.of(x));
        String batch =
                graph.node(
                        "Gather", List.of(all, graph.integer(0)), OnnxAttribute.integer("axis", 0));
        List<String> parts = new ArrayList<>(List.of(unsqueezed(graph, batch)));
        for (long extent : extents) {
            parts.add(unsqueezed(graph, graph.integer(extent)));
        }
        return graph.node("Concat", parts, OnnxAttribute.integer("axis", 0));
    }

    private static String unsqueezed(GraphWriter graph, String scalar) {
        return graph.nodes("Unsqueeze", scalar, 1, GraphWriter.ListSetting.axes(13, 0L)).getFirst();
    }

    private static long[] withFirst(long first, long... rest) {
        return LongStream.concat(LongStream.of(first), LongStream.of(rest)).toArray();
    }

    /** Returns two values, each with {@code half} of the channels. */
    static List<String> halves(GraphWriter graph, String x, long half) {
        if (!graph.style().by(Exporter.TENSORFLOW)) {
            var sizes = new GraphWriter.ListSetting("split", 13, List.of(half, half));
            return graph.nodes("Split", x, 2, sizes, CHANNELS);
        }
        return List.of(slice(graph, x, 0, half), slice(graph, x, half, 2 * half));
    }

    /** Returns channels from {@code start} to before {@code end}; inputs since version 10. */
    private static String slice(GraphWriter graph, String x, long start, long end) {
        if (graph.style().since(10)) {
            return graph.node(
                    "Slice",
                    List.of(x, graph.integers(start), graph.integers(end), graph.integers(1)));
        }
        return graph.node(
                "Slice",
                List.of(x),
                OnnxAttribute.integers("starts", start),
                OnnxAttribute.integers("ends", end),
                OnnxAttribute.integers("axes", 1));
    }
}
