package io.github.lanewise.models.onnx.write;

import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ONNX Runtime as tests call it: one thread, one run. */
public final class OnnxRuntime {
    private static final OrtEnvironment ENVIRONMENT =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);

    private OnnxRuntime() {}

    /** Floats in row-major order. */
    public record Values(List<Long> extents, List<Float> elements) {
        /** Returns values of the extents. */
        public static Values of(float[] elements, long... extents) {
            return new Values(Arrays.stream(extents).boxed().toList(), floats(elements));
        }

        private static List<Float> floats(float[] elements) {
            List<Float> list = new ArrayList<>();
            for (float element : elements) {
                list.add(element);
            }
            return list;
        }

        /** Returns the elements. */
        public float[] toArray() {
            float[] array = new float[elements.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = elements.get(i);
            }
            return array;
        }

        private long[] shape() {
            return extents.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /** Runs a model, whose outputs are floats, and returns all of them by name. */
    public static Map<String, Values> run(byte[] model, Map<String, Values> inputs) {
        Map<String, OnnxTensorLike> tensors = new HashMap<>();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            for (Map.Entry<String, Values> input : inputs.entrySet()) {
                FloatBuffer buffer = FloatBuffer.wrap(input.getValue().toArray());
                tensors.put(
                        input.getKey(),
                        ai.onnxruntime.OnnxTensor.createTensor(
                                ENVIRONMENT, buffer, input.getValue().shape()));
            }
            try (OrtSession session = ENVIRONMENT.createSession(model, options);
                    OrtSession.Result result = session.run(tensors)) {
                return values(result);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime says: " + e.getMessage(), e);
        } finally {
            tensors.values().forEach(OnnxTensorLike::close);
        }
    }

    /** Returns the free texts that a model carries. */
    static Map<String, String> metadata(byte[] model) {
        try (OrtSession session = ENVIRONMENT.createSession(model)) {
            return session.getMetadata().getCustomMetadata();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime says: " + e.getMessage(), e);
        }
    }

    private static Map<String, Values> values(OrtSession.Result result) {
        Map<String, Values> outputs = new LinkedHashMap<>();
        result.forEach(entry -> {
            var tensor = (ai.onnxruntime.OnnxTensor) entry.getValue();
            FloatBuffer buffer = Optional.ofNullable(tensor.getFloatBuffer()).orElseThrow();
            float[] elements = new float[buffer.remaining()];
            buffer.get(elements);
            long[] shape = tensor.getInfo().getShape();
            outputs.put(entry.getKey(), Values.of(elements, shape));
        });
        return outputs;
    }
}
