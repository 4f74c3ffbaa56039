package io.github.lanewise.bench.peer.pytorch;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.lanewise.bench.network.InferenceSubject;
import io.github.lanewise.bench.peer.NativeBuffers;
import io.github.lanewise.engine.network.Network;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/** A network in PyTorch that classifies images, without gradients. */
final class PyTorchClassifier implements InferenceSubject {
    private final NDManager manager;
    private final List<PyTorchLayer> layers;
    private final FloatBuffer memory;
    private final PtNDArray images;

    /** Translates the network. */
    static PyTorchClassifier of(Network network, int images, int threads) {
        NDManager manager = PyTorch.startForManyCalls(threads);
        int channels = network.input().channels();
        int height = network.input().height();
        int width = network.input().width();
        // Grey images are N·H·W·C as well, which saves PyTorch a copy.
        Shape input =
                channels == 1
                        ? new Shape(images, height, width, 1)
                        : new Shape(images, channels, height, width);
        return new PyTorchClassifier(
                manager, PyTorchNetwork.of(network, manager).layers(), input, channels == 1);
    }

    /**
     * Makes the memory of the input, which an array of PyTorch then shares.
     *
     * @param manager is closed with this classifier
     * @param layers from images to logits
     * @param input N·H·W·1 for grey images, N·C·H·W for others
     * @param grey whether they are
     */
    PyTorchClassifier(NDManager manager, List<PyTorchLayer> layers, Shape input, boolean grey) {
        this.manager = manager;
        this.layers = layers;
        ByteBuffer buffer = NativeBuffers.floats(input.size());
        memory = buffer.asFloatBuffer();
        PtNDArray array = (PtNDArray) manager.create(buffer, input, DataType.FLOAT32);
        images = grey ? PyTorch.seenAsNchw(array) : array;
    }

    @Override
    public float[] predict(float[] nchw) {
        memory.put(0, nchw);
        try (PtNDArray logits = PyTorchLayer.applyAll(layers, images);
                PtNDArray probabilities = JniUtils.softmax(logits, 1, DataType.FLOAT32)) {
            return probabilities.toFloatArray();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
