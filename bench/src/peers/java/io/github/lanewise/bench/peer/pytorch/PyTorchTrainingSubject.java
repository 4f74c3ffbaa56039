package io.github.lanewise.bench.peer.pytorch;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.lanewise.bench.network.TrainingData;
import io.github.lanewise.bench.network.TrainingSubject;
import io.github.lanewise.engine.network.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * A network in training by PyTorch: its autograd, and DJL's native step of SGD, {@code v = 0.9 v +
 * g} and {@code w = w - rate · v}. The batches are arrays of PyTorch, channels last, before the
 * first step.
 */
final class PyTorchTrainingSubject implements TrainingSubject {
    private static final float NO_DECAY = 0;
    private static final float NO_RESCALING = 1;
    private static final float NO_CLIPPING = -1;

    /**
     * A batch.
     *
     * @param images N·C·H·W, channels last
     * @param labels N × 1, 64-bit integers
     */
    private record Batch(PtNDArray images, PtNDArray labels) {}

    private final NDManager manager;
    private final PyTorchNetwork network;
    private final List<PtNDArray> velocities = new ArrayList<>();
    private final List<Batch> batches = new ArrayList<>();
    private final PtNDArray one;

    /** Translates the network and copies all batches. */
    PyTorchTrainingSubject(Network model, TrainingData data, int threads) {
        manager = PyTorch.startForManyCalls(threads);
        network = PyTorchNetwork.of(model, manager);
        for (PtNDArray parameter : network.parameters()) {
            velocities.add((PtNDArray) parameter.zerosLike());
            parameter.setRequiresGradient(true);
        }
        for (int i = 0; i < data.batches(); i++) {
            batches.add(batch(data, i));
        }
        one = (PtNDArray) manager.ones(new Shape());
    }

    private Batch batch(TrainingData data, int number) {
        int size = data.size(number);
        PtNDArray images =
                PyTorch.channelsLast(
                        manager,
                        data.floats(number),
                        size,
                        data.image().channels(),
                        data.image().height(),
                        data.image().width());
        int[] classes = data.classes(number);
        long[] labels = new long[size];
        for (int i = 0; i < size; i++) {
            labels[i] = classes[i];
        }
        return new Batch(images, (PtNDArray) manager.create(labels, new Shape(size, 1)));
    }

    @Override
    public double step(int number) {
        // Each thread has its own mode, and it is off in the one that loaded PyTorch.
        JniUtils.setGradMode(true);
        Batch batch = batches.get(number);
        try (PtNDArray logits = network.logits(batch.images());
                PtNDArray logarithms = JniUtils.logSoftmax(logits, 1, DataType.FLOAT32);
                PtNDArray ofLabels = JniUtils.gather(logarithms, batch.labels(), 1);
                PtNDArray mean = ofLabels.mean();
                PtNDArray loss = mean.neg()) {
            JniUtils.backward(loss, one, false, false);
            update();
            return loss.getFloat();
        }
    }

    private void update() {
        for (int i = 0; i < velocities.size(); i++) {
            PtNDArray parameter = network.parameters().get(i);
            try (PtNDArray gradient = JniUtils.getGradient(parameter)) {
                JniUtils.sgdUpdate(
                        parameter,
                        gradient,
                        velocities.get(i),
                        (float) RATE,
                        NO_DECAY,
                        NO_RESCALING,
                        NO_CLIPPING,
                        (float) MOMENTUM);
            }
            JniUtils.zeroGrad(parameter);
        }
    }

    @Override
    public float[][] parameters() {
        return network.parameters().stream().map(PtNDArray::toFloatArray).toArray(float[][]::new);
    }

    /** Returns how many arrays are open, for a test that none is forgotten. */
    int openArrays() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        JniUtils.setGradMode(false);
        manager.close();
    }
}
