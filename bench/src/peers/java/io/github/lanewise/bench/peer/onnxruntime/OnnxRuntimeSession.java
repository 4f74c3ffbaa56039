package io.github.lanewise.bench.peer.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.github.lanewise.bench.peer.NativeBuffers;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * A model that is loaded, with native memory for its input and its output that is used again in
 * each run. All optimizations are on. Threads that share the work spin while they wait for the next
 * run, as is the default: that is what ONNX Runtime recommends for latency.
 */
final class OnnxRuntimeSession implements AutoCloseable {
    private final OrtSession session;
    private final FloatBuffer input;
    private final FloatBuffer output;
    private final OnnxTensor inputTensor;
    private final OnnxTensor outputTensor;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    /** A run that ONNX Runtime refuses shows a mistake in the model. */
    static IllegalStateException failure(OrtException e) {
        return new IllegalStateException("ONNX Runtime says: " + e.getMessage(), e);
    }

    /**
     * Loads a model.
     *
     * @param model bytes of a model with one input and one output
     * @param inputExtents of the input
     * @param outputExtents of the output
     * @param threads that share the work of one node; nodes are run one after the other
     * @throws IllegalStateException if ONNX Runtime does not accept the model
     */
    OnnxRuntimeSession(byte[] model, long[] inputExtents, long[] outputExtents, int threads) {
        OrtEnvironment environment = environment();
        input = buffer(inputExtents);
        output = buffer(outputExtents);
        try (OrtSession.SessionOptions options = options(threads)) {
            session = environment.createSession(model, options);
            inputTensor = OnnxTensor.createTensor(environment, input, inputExtents);
            outputTensor = OnnxTensor.createTensor(environment, output, outputExtents);
            inputs = Map.of(session.getInputNames().iterator().next(), inputTensor);
            outputs = Map.of(session.getOutputNames().iterator().next(), outputTensor);
        } catch (OrtException e) {
            throw failure(e);
        }
    }

    /** Returns the environment of this process, which only speaks of errors. */
    static OrtEnvironment environment() {
        OnnxRuntimeTelemetry.disable();
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    }

    /** Returns options with all optimizations, for nodes that are run one after the other. */
    static OrtSession.SessionOptions options(int threads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        return options;
    }

    private static FloatBuffer buffer(long[] extents) {
        long elements = 1;
        for (long extent : extents) {
            elements *= extent;
        }
        return NativeBuffers.floats(elements).asFloatBuffer();
    }

    /** Copies the input into its native memory. */
    void setInput(float[] values) {
        input.put(0, values);
    }

    /** Computes the output from the input. */
    void run() {
        try {
            // The result has only our own tensor, so there is nothing to free.
            session.run(inputs, outputs).close();
        } catch (OrtException e) {
            throw failure(e);
        }
    }

    /** Returns a copy of the output. */
    float[] output() {
        float[] values = new float[output.capacity()];
        output.get(0, values);
        return values;
    }

    @Override
    public void close() {
        inputTensor.close();
        outputTensor.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw failure(e);
        }
    }
}
