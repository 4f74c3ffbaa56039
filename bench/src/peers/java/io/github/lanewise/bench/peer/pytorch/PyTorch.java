package io.github.lanewise.bench.peer.pytorch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.lanewise.bench.measure.Notes;
import io.github.lanewise.bench.peer.CLibrary;

/** The engine and its arrays. */
final class PyTorch {
    private PyTorch() {}

    /**
     * Loads PyTorch from the jars, without asking the network for anything, and returns a manager
     * of arrays that the caller closes.
     *
     * @param threads that share the work of one operator
     */
    static NDManager start(int threads) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        Engine engine = Engine.getEngine("PyTorch");
        // The property counts only for who comes first.
        JniUtils.setNumThreads(threads);
        Notes.add("threads", Integer.toString(JniUtils.getNumThreads()));
        return engine.newBaseManager();
    }

    /**
     * Like {@link #start}, but for many calls: {@code malloc} then keeps the memory of arrays from
     * call to call. That makes contiguous convolutions up to 1.8 times as fast.
     */
    static NDManager startForManyCalls(int threads) {
        CLibrary.keepFreedMemory();
        return start(threads);
    }

    /**
     * Returns an array in memory of PyTorch, which begins at a cache line.
     *
     * @param extents in the order of the values
     */
    static PtNDArray array(NDManager manager, float[] values, long... extents) {
        try (PtNDArray copied = (PtNDArray) manager.create(values, new Shape(extents))) {
            return (PtNDArray) copied.duplicate();
        }
    }

    /**
     * Returns an array N·C·H·W whose memory is N·H·W·C: what PyTorch calls channels last.
     *
     * @param values N·C·H·W
     */
    static PtNDArray channelsLast(NDManager manager, float[] values, long... extents) {
        int images = Math.toIntExact(extents[0]);
        int channels = Math.toIntExact(extents[1]);
        int pixels = Math.toIntExact(extents[2] * extents[3]);
        float[] reordered = new float[values.length];
        for (int image = 0; image < images; image++) {
            int first = image * channels * pixels;
            for (int channel = 0; channel < channels; channel++) {
                for (int pixel = 0; pixel < pixels; pixel++) {
                    reordered[first + pixel * channels + channel] =
                            values[first + channel * pixels + pixel];
                }
            }
        }
        try (PtNDArray memory =
                array(manager, reordered, images, extents[2], extents[3], channels)) {
            return seenAsNchw(memory);
        }
    }

    /** Returns N·H·W·C memory as an array N·C·H·W. */
    static PtNDArray seenAsNchw(PtNDArray nhwc) {
        return nhwc.transpose(0, 3, 1, 2);
    }
}
