package io.github.lanewise.bench.peer.onnxruntime;

import io.github.lanewise.bench.convolution.ConvolutionData;
import io.github.lanewise.bench.shape.ConvShape;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.conv.ConvGeometry;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.pool.PoolGeometry;
import io.github.lanewise.engine.layer.regularization.Dropout;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.network.NamedLayer;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import java.util.List;

/** ONNX models of networks and of single convolutions. */
final class OnnxModels {
    private OnnxModels() {}

    /**
     * Returns a model that computes the probability of each class, from images N·C·H·W to N ×
     * classes.
     *
     * @throws IllegalArgumentException if a layer is of a kind that is not translated
     */
    static byte[] of(Network network, int images) {
        Shape input = network.input();
        OnnxGraph graph = new OnnxGraph(images, input.channels(), input.height(), input.width());
        for (NamedLayer layer : network.layers()) {
            add(graph, layer);
        }
        long[] extents = {images, network.output().elements()};
        return graph.end("Softmax", List.of(), extents, OnnxGraph.attribute("axis", 1));
    }

    private static void add(OnnxGraph graph, NamedLayer named) {
        for (Parameter parameter : named.parameters()) {
            long[] extents = parameter.extents().stream().mapToLong(Integer::longValue).toArray();
            graph.constant(parameter.name(), parameter.toArray(), extents);
        }
        List<String> constants = named.parameters().stream().map(Parameter::name).toList();
        switch (named.layer()) {
            case Conv2d conv when !conv.flipped() ->
                    graph.node("Conv", constants, attributes(conv.geometry(named.input())));
            case Dense _ -> graph.node("Gemm", constants, OnnxGraph.attribute("transB", 1));
            case MaxPool2d pool -> graph.node("MaxPool", constants, attributes(pool.geometry()));
            case Relu _ -> graph.node("Relu", constants);
            case Dropout _ -> graph.node("Identity", constants);
            case Flatten _ -> graph.node("Flatten", constants, OnnxGraph.attribute("axis", 1));
            default ->
                    throw new IllegalArgumentException(
                            "A layer of kind %s has no translation into ONNX here."
                                    .formatted(named.layer().kind()));
        }
    }

    private static OnnxMessage[] attributes(ConvGeometry g) {
        return new OnnxMessage[] {
            OnnxGraph.attribute("kernel_shape", new long[] {g.r(), g.s()}),
            OnnxGraph.attribute("strides", new long[] {g.strideHeight(), g.strideWidth()}),
            OnnxGraph.attribute(
                    "pads",
                    new long[] {
                        g.padding().top(),
                        g.padding().left(),
                        g.padding().bottom(),
                        g.padding().right()
                    })
        };
    }

    private static OnnxMessage[] attributes(PoolGeometry g) {
        return new OnnxMessage[] {
            OnnxGraph.attribute("kernel_shape", new long[] {g.height(), g.width()}),
            OnnxGraph.attribute("strides", new long[] {g.strideHeight(), g.strideWidth()}),
            OnnxGraph.attribute("pads", pads(g.paddingHeight(), g.paddingWidth()))
        };
    }

    /** Returns a model of one convolution with bias, from N·C·H·W to N·K·P·Q. */
    static byte[] of(ConvolutionData data) {
        ConvShape g = data.shape();
        return new OnnxGraph(g.n(), g.c(), g.h(), g.w())
                .constant("w", data.w(), g.k(), g.c() / g.groups(), g.r(), g.s())
                .constant("bias", data.bias(), g.k())
                .end(
                        "Conv",
                        List.of("w", "bias"),
                        new long[] {g.n(), g.k(), g.p(), g.q()},
                        OnnxGraph.attribute("kernel_shape", new long[] {g.r(), g.s()}),
                        OnnxGraph.attribute(
                                "strides", new long[] {g.strideHeight(), g.strideWidth()}),
                        OnnxGraph.attribute("pads", pads(g.padHeight(), g.padWidth())),
                        OnnxGraph.attribute("dilations", new long[] {g.dilation(), g.dilation()}),
                        OnnxGraph.attribute("group", g.groups()));
    }

    private static long[] pads(int height, int width) {
        return new long[] {height, width, height, width};
    }
}
