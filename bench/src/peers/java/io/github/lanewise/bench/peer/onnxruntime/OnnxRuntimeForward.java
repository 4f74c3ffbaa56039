package io.github.lanewise.bench.peer.onnxruntime;

import io.github.lanewise.bench.convolution.ConvolutionData;
import io.github.lanewise.bench.convolution.ConvolutionSubject;
import io.github.lanewise.bench.measure.Notes;
import io.github.lanewise.bench.shape.ConvShape;

/**
 * A model of one convolution. Input and output of a model are N·C·H·W, so both calls do the same;
 * ONNX Runtime reorders into blocks of channels and back where it finds that it pays.
 */
final class OnnxRuntimeForward implements ConvolutionSubject {
    private final OnnxRuntimeSession session;

    OnnxRuntimeForward(ConvolutionData data, int threads) {
        ConvShape g = data.shape();
        session =
                new OnnxRuntimeSession(
                        OnnxModels.of(data),
                        new long[] {g.n(), g.c(), g.h(), g.w()},
                        new long[] {g.n(), g.k(), g.p(), g.q()},
                        threads);
        session.setInput(data.x());
        Notes.add("threads", Integer.toString(threads));
    }

    @Override
    public void run() {
        session.run();
    }

    @Override
    public void runFromNchw() {
        session.run();
    }

    @Override
    public float[] result(boolean fromNchw) {
        return session.output();
    }

    @Override
    public String implementation() {
        return "model of one Conv";
    }

    @Override
    public void close() {
        session.close();
    }
}
