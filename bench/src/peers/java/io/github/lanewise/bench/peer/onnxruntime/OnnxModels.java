package io.github.lanewise.bench.peer.onnxruntime;

import io.github.lanewise.bench.convolution.ConvolutionData;
import io.github.lanewise.bench.shape.ConvShape;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.models.onnx.write.ExportException;
import io.github.lanewise.models.onnx.write.NetworkExport;
import io.github.lanewise.models.onnx.write.OnnxAttribute;
import io.github.lanewise.models.onnx.write.OnnxModel;
import java.util.List;

/** ONNX models of networks and of single convolutions, with one input and one output. */
final class OnnxModels {
    private OnnxModels() {}

    /**
     * Returns a model that computes the probability of each class, from images N·C·H·W to N ×
     * classes.
     *
     * @throws ExportException if a layer is of a kind that is not translated
     */
    static byte[] of(Network network, int images) {
        return NetworkExport.of(network).images(images).withProbabilities().model().toBytes();
    }

    /** Returns a model of one convolution with bias, from N·C·H·W to N·K·P·Q. */
    static byte[] of(ConvolutionData data) {
        ConvShape g = data.shape();
        return OnnxModel.named("convolution")
                .input("x", g.n(), g.c(), g.h(), g.w())
                .output("y", g.n(), g.k(), g.p(), g.q())
                .initializer("w", data.w(), g.k(), g.c() / g.groups(), g.r(), g.s())
                .initializer("bias", data.bias(), g.k())
                .node(
                        "Conv",
                        List.of("x", "w", "bias"),
                        "y",
                        OnnxAttribute.integers("kernel_shape", g.r(), g.s()),
                        OnnxAttribute.integers("strides", g.strideHeight(), g.strideWidth()),
                        OnnxAttribute.integers(
                                "pads", g.padHeight(), g.padWidth(), g.padHeight(), g.padWidth()),
                        OnnxAttribute.integers("dilations", g.dilation(), g.dilation()),
                        OnnxAttribute.integer("group", g.groups()))
                .build()
                .toBytes();
    }
}
