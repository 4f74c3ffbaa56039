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

/** A network in PyTorch that classifies grey images, without gradients. */
final class PyTorchClassifier implements InferenceSubject {
    private final NDManager manager;
    private final List<PyTorchLayer> layers;
    private final FloatBuffer memory;
    private final PtNDArray images;

    /** Translates the network. */
    static PyTorchClassifier of(Network network, int images, int threads) {
        if (network.input().channels() != 1) {
            throw new IllegalArgumentException("Only grey images are both N·C·H·W and N·H·W·C.");
        }
        NDManager manager = PyTorch.startForManyCalls(threads);
        return new PyTorchClassifier(
                manager,
                PyTorchNetwork.of(network, manager).layers(),
                new Shape(images, network.input().height(), network.input().width(), 1));
    }

    /**
     * Makes the memory of the input, which an array of PyTorch then shares.
     *
     * @param manager is closed with this classifier
     * @param layers from images to logits
     * @param input N·H·W·1
     */
    PyTorchClassifier(NDManager manager, List<PyTorchLayer> layers, Shape input) {
        this.manager = manager;
        this.layers = layers;
        ByteBuffer buffer = NativeBuffers.floats(input.size());
        memory = buffer.asFloatBuffer();
        images = PyTorch.seenAsNchw((PtNDArray) manager.create(buffer, input, DataType.FLOAT32));
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
