package io.github.lanewise.bench.peer.onnxruntime;

import io.github.lanewise.bench.measure.Notes;
import io.github.lanewise.bench.network.InferenceSubject;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;

/** A network in ONNX Runtime. */
final class OnnxRuntimeClassifier implements InferenceSubject {
    private final OnnxRuntimeSession session;

    /** Translates the network and loads it. */
    OnnxRuntimeClassifier(Network network, int images, int threads) {
        Shape image = network.input();
        session =
                new OnnxRuntimeSession(
                        OnnxModels.of(network, images),
                        new long[] {images, image.channels(), image.height(), image.width()},
                        new long[] {images, network.output().elements()},
                        threads);
        Notes.add("threads", Integer.toString(threads));
    }

    @Override
    public float[] predict(float[] nchw) {
        session.setInput(nchw);
        session.run();
        return session.output();
    }

    @Override
    public void close() {
        session.close();
    }
}
