package io.github.lanewise.bench.peer.pytorch;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import io.github.lanewise.bench.convolution.ConvolutionData;
import io.github.lanewise.bench.convolution.ConvolutionSubject;
import io.github.lanewise.bench.convolution.DataLayout;
import io.github.lanewise.bench.shape.ConvShape;

/**
 * {@code conv2d} without gradients, on activations and filters that are both channels last or both
 * contiguous; the output is then in the same layout.
 */
final class PyTorchForward implements ConvolutionSubject {
    private final NDManager manager;
    private final PyTorchLayer convolution;
    private final PtNDArray x;
    private final boolean channelsLast;
    private PtNDArray y;

    PyTorchForward(ConvolutionData data, DataLayout layout, int threads) {
        ConvShape g = data.shape();
        manager = PyTorch.startForManyCalls(threads);
        channelsLast = layout == DataLayout.OWN;
        x = array(data.x(), g.n(), g.c(), g.h(), g.w());
        convolution =
                new PyTorchLayer.Convolution(
                        array(data.w(), g.k(), g.c() / g.groups(), g.r(), g.s()),
                        PyTorch.array(manager, data.bias(), g.k()),
                        new Shape(g.strideHeight(), g.strideWidth()),
                        new Shape(g.padHeight(), g.padWidth()),
                        new Shape(g.dilation(), g.dilation()),
                        g.groups());
        y = convolution.apply(x);
    }

    private PtNDArray array(float[] nchw, long... extents) {
        return channelsLast
                ? PyTorch.channelsLast(manager, nchw, extents)
                : PyTorch.array(manager, nchw, extents);
    }

    @Override
    public void run() {
        y.close();
        y = convolution.apply(x);
    }

    @Override
    public void runFromNchw() {
        run();
    }

    @Override
    public float[] result(boolean fromNchw) {
        return y.toFloatArray();
    }

    @Override
    public String implementation() {
        return channelsLast ? "conv2d, channels last" : "conv2d, contiguous";
    }

    @Override
    public void close() {
        manager.close();
    }
}
