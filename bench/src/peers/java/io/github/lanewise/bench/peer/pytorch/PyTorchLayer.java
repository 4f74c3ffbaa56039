package io.github.lanewise.bench.peer.pytorch;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;

/** A layer as one operator of PyTorch. */
interface PyTorchLayer {
    /** The larger of x and 0. */
    PyTorchLayer RELU = JniUtils::relu;

    /** From N·C·H·W to N × C·H·W. */
    PyTorchLayer FLATTEN = x -> JniUtils.flatten(x, 1, -1);

    /** Returns a new array; the caller closes both. */
    PtNDArray apply(PtNDArray x);

    /**
     * Applies layers one after the other and closes what is between them.
     *
     * @param layers at least one
     * @param x stays open
     */
    static PtNDArray applyAll(List<PyTorchLayer> layers, PtNDArray x) {
        PtNDArray y = layers.getFirst().apply(x);
        for (PyTorchLayer layer : layers.subList(1, layers.size())) {
            try (PtNDArray before = y) {
                y = layer.apply(before);
            }
        }
        return y;
    }

    /**
     * A convolution.
     *
     * @param filters K·(C/groups)·R·S
     * @param bias K
     * @param stride rows, columns
     * @param padding rows, columns
     * @param dilation rows, columns
     * @param groups parts of the channels
     */
    record Convolution(
            PtNDArray filters,
            PtNDArray bias,
            Shape stride,
            Shape padding,
            Shape dilation,
            int groups)
            implements PyTorchLayer {
        @Override
        public PtNDArray apply(PtNDArray x) {
            return JniUtils.convolution(x, filters, bias, stride, padding, dilation, groups);
        }
    }

    /**
     * A dense layer.
     *
     * @param weights outputs × inputs
     * @param bias outputs
     */
    record Linear(PtNDArray weights, PtNDArray bias) implements PyTorchLayer {
        @Override
        public PtNDArray apply(PtNDArray x) {
            return JniUtils.linear(x, weights, bias);
        }
    }

    /**
     * Maximum pooling.
     *
     * @param window rows, columns
     * @param stride rows, columns
     * @param padding rows, columns
     */
    record MaxPool(Shape window, Shape stride, Shape padding) implements PyTorchLayer {
        @Override
        public PtNDArray apply(PtNDArray x) {
            return JniUtils.maxPool(x, window, stride, padding, false);
        }
    }
}
