package io.github.lanewise.models.family;

/** Programs that write ONNX files, each with nodes of its own for the same computation. */
public enum Exporter {
    /**
     * Converters from Caffe and its kin: default attributes left out, a Mul and an Add after a
     * normalization, sums by Sum, dropouts kept.
     */
    CAFFE,

    /**
     * PyTorch: all attributes written, constants as nodes, shapes computed from the shape of a
     * value where the number of images is open.
     */
    PYTORCH,

    /**
     * Converters from TensorFlow: {@code auto_pad}, MatMul and Add for a dense layer, means by
     * ReduceMean, the hard functions by sums, products and Clip.
     */
    TENSORFLOW
}
