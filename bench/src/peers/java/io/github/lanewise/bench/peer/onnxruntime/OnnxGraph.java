package io.github.lanewise.bench.peer.onnxruntime;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * An ONNX model of one chain of nodes with one input and one output, as bytes of its format.
 * Tensors are of floats. The messages and their numbers are those of onnx.proto.
 */
final class OnnxGraph {
    /** Name of the input of the whole graph. */
    static final String INPUT = "input";

    /** Name of the output of the whole graph. */
    static final String OUTPUT = "output";

    private static final int IR_VERSION = 8;
    private static final int OPERATORS_VERSION = 17;
    private static final int FLOAT = 1;
    private static final int INTEGER_ATTRIBUTE = 2;
    private static final int INTEGERS_ATTRIBUTE = 7;

    private final OnnxMessage graph = new OnnxMessage().text(2, "chain");
    private String last = INPUT;
    private int nodes;

    /** Starts with an input of the given extents. */
    OnnxGraph(long... extents) {
        graph.message(11, valueInfo(INPUT, extents));
    }

    /** Returns an attribute with one number. */
    static OnnxMessage attribute(String name, long value) {
        return new OnnxMessage().text(1, name).number(3, value).number(20, INTEGER_ATTRIBUTE);
    }

    /** Returns an attribute with a list of numbers. */
    static OnnxMessage attribute(String name, long[] values) {
        return new OnnxMessage().text(1, name).numbers(8, values).number(20, INTEGERS_ATTRIBUTE);
    }

    /** Adds a constant, such as filters, for nodes to read. */
    OnnxGraph constant(String name, float[] values, long... extents) {
        ByteBuffer raw =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        graph.message(
                5,
                new OnnxMessage()
                        .numbers(1, extents)
                        .number(2, FLOAT)
                        .text(8, name)
                        .bytes(9, ByteString.copyFrom(raw)));
        return this;
    }

    /** Adds a node that reads the output of the node before it, then constants. */
    OnnxGraph node(String operator, List<String> constants, OnnxMessage... attributes) {
        return node(operator, constants, "t" + nodes, attributes);
    }

    /** Adds the last node and returns the bytes of the whole model. */
    byte[] end(String operator, List<String> constants, long[] extents, OnnxMessage... attributes) {
        node(operator, constants, OUTPUT, attributes);
        graph.message(12, valueInfo(OUTPUT, extents));
        return new OnnxMessage()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, new OnnxMessage().text(1, "").number(2, OPERATORS_VERSION))
                .toBytes()
                .toByteArray();
    }

    private OnnxGraph node(
            String operator, List<String> constants, String output, OnnxMessage... attributes) {
        OnnxMessage node = new OnnxMessage().text(1, last);
        constants.forEach(name -> node.text(1, name));
        node.text(2, output).text(3, operator + nodes).text(4, operator);
        for (OnnxMessage attribute : attributes) {
            node.message(5, attribute);
        }
        graph.message(1, node);
        last = output;
        nodes++;
        return this;
    }

    private static OnnxMessage valueInfo(String name, long... extents) {
        OnnxMessage shape = new OnnxMessage();
        for (long extent : extents) {
            shape.message(1, new OnnxMessage().number(1, extent));
        }
        OnnxMessage tensor = new OnnxMessage().number(1, FLOAT).message(2, shape);
        return new OnnxMessage().text(1, name).message(2, new OnnxMessage().message(1, tensor));
    }
}
