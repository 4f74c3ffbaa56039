package io.github.lanewise.bench.peer.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.lanewise.bench.measure.Notes;
import io.github.lanewise.bench.onnx.CallerMemory;
import io.github.lanewise.bench.onnx.OnnxCall;
import io.github.lanewise.bench.onnx.OnnxSubject;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A model file in ONNX Runtime, whose tensors lie in the memory of the caller: input and outputs
 * are bound once, and a run copies nothing.
 */
final class OnnxRuntimeFile implements OnnxSubject {
    private final OrtSession session;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs = new HashMap<>();

    OnnxRuntimeFile(OnnxCall call) {
        OrtEnvironment environment = OnnxRuntimeSession.environment();
        try (OrtSession.SessionOptions options = OnnxRuntimeSession.options(call.threads())) {
            session = environment.createSession(call.file().toString(), options);
            inputs = Map.of(call.input().name(), tensor(environment, call.input()));
            for (CallerMemory output : call.outputs()) {
                outputs.put(output.name(), tensor(environment, output));
            }
        } catch (OrtException e) {
            throw OnnxRuntimeSession.failure(e);
        }
        Notes.add(Notes.THREADS, Integer.toString(call.threads()));
    }

    private static OnnxTensor tensor(OrtEnvironment environment, CallerMemory value)
            throws OrtException {
        FloatBuffer buffer =
                value.memory().asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
        long[] extents = Arrays.stream(value.extents().toArray()).asLongStream().toArray();
        return OnnxTensor.createTensor(environment, buffer, extents);
    }

    @Override
    public void run() {
        try {
            // The result has only our own tensors, so there is nothing to free.
            session.run(inputs, outputs).close();
        } catch (OrtException e) {
            throw OnnxRuntimeSession.failure(e);
        }
    }

    @Override
    public void close() {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        try {
            session.close();
        } catch (OrtException e) {
            throw OnnxRuntimeSession.failure(e);
        }
    }
}
