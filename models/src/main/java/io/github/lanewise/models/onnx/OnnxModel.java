package io.github.lanewise.models.onnx;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.Graph;
import io.github.lanewise.engine.graph.GraphInference;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.models.onnx.file.OnnxValueInfo;
import java.lang.foreign.MemorySegment;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A convolutional network from an ONNX file. It does not change, and any number of threads may call
 * it at the same time: a call that comes alone is computed by all threads of the model, and of
 * those that come together as many at once as it has threads, each on its caller's thread. Results
 * have the same bits for any number of threads and callers. Of many images (64 with 16 lanes),
 * those of a small chain of layers are taken with images in lanes, which may round differently from
 * a call with few.
 *
 * <p>Values are floats in row-major order; feature maps are N×C×H×W.
 */
public final class OnnxModel implements AutoCloseable {
    private final LoadedGraph loaded;
    private final List<Signature> signatures;

    OnnxModel(Path file, OnnxOptions options) {
        loaded = new LoadedGraph(file, options);
        signatures = loaded.signatures();
    }

    /** Returns the inputs as the file declares them. */
    public List<OnnxValueInfo> inputs() {
        return signatures.stream().map(Signature::info).toList();
    }

    /** Returns the outputs as the file declares them. */
    public List<OnnxValueInfo> outputs() {
        return loaded.outputs();
    }

    /** Returns the free texts that the file carries, {@code metadata_props}; unmodifiable. */
    public Map<String, String> metadata() {
        return loaded.file().metadata();
    }

    /**
     * Runs a model with one input and one output, whose extents are fixed but for the number of
     * images.
     *
     * @param input all images one after the other
     * @return the output for all images
     * @throws ShapeException if the model has more inputs or outputs or its extents are open, or
     *     the number of floats is not that of whole images
     * @throws IllegalStateException if the model is closed
     */
    public float[] run(float[] input) {
        return run(MemorySegment.ofArray(input));
    }

    /**
     * As {@link #run(float[])}, for what is left of a buffer in the machine's byte order.
     *
     * @throws ShapeException as there
     * @throws IllegalArgumentException if the buffer has another byte order
     */
    public float[] run(FloatBuffer input) {
        return run(OnnxValue.memory(input));
    }

    private float[] run(MemorySegment input) {
        loaded.requireOpen();
        if (signatures.size() != 1 || outputs().size() != 1) {
            throw new ShapeException(
                    "This model has inputs "
                            + inputs()
                            + " and outputs "
                            + outputs()
                            + "; pass values by name.");
        }
        Extents extents = extents(signatures.getFirst(), input.byteSize());
        String name = signatures.getFirst().name();
        Map<String, OnnxValue> results = run(Map.of(name, OnnxValue.of(input, extents)));
        return results.values().iterator().next().toArray();
    }

    /** Returns the extents that follow from a number of floats. */
    private static Extents extents(Signature signature, long bytes) {
        Extents one =
                signature
                        .withBatch(1)
                        .orElseThrow(() ->
                                new ShapeException(
                                        "The input "
                                                + signature.info()
                                                + " has open extents; pass a value with"
                                                + " extents."));
        long imageBytes = (long) one.elements() * Float.BYTES;
        long images = bytes / imageBytes;
        boolean whole = images * imageBytes == bytes && images > 0;
        if (!whole || (images > 1 && !signature.isOpenInBatchOnly())) {
            throw new ShapeException(
                    "The input "
                            + signature.info()
                            + " takes "
                            + one.elements()
                            + " floats"
                            + (signature.isOpenInBatchOnly() ? " per image" : "")
                            + ", but got "
                            + bytes / Float.BYTES
                            + ".");
        }
        return images == 1 ? one : one.with(0, Math.toIntExact(images));
    }

    /**
     * Runs the model.
     *
     * @param inputs by name
     * @return all outputs by name, in the order of the file
     * @throws ShapeException if an input is missing, unknown, or of extents that do not fit
     * @throws IllegalStateException if the model is closed
     */
    public Map<String, OnnxValue> run(Map<String, OnnxValue> inputs) {
        loaded.requireOpen();
        List<Extents> extents = new ArrayList<>();
        List<MemorySegment> memory = new ArrayList<>();
        for (Signature signature : signatures) {
            OnnxValue value = inputs.get(signature.name());
            if (value == null) {
                throw new ShapeException(
                        "The input "
                                + signature.info()
                                + " is missing; got "
                                + inputs.keySet()
                                + ".");
            }
            signature.check(value.extents());
            extents.add(value.extents());
            memory.add(value.memory());
        }
        if (inputs.size() > signatures.size()) {
            throw new ShapeException(
                    "Inputs of this model are " + inputs() + ", but got " + inputs.keySet() + ".");
        }
        Optional<Integer> images = loaded.images(extents);
        return images.isPresent()
                ? run(loaded.requireAlways(), memory, images.get())
                : runPlanned(extents, memory);
    }

    private Map<String, OnnxValue> runPlanned(List<Extents> extents, List<MemorySegment> memory) {
        GraphInference plan = loaded.plans().take(extents);
        try {
            return run(plan, memory, 1);
        } finally {
            loaded.plans().give(extents);
        }
    }

    private Map<String, OnnxValue> run(
            GraphInference plan, List<MemorySegment> inputs, int images) {
        Map<String, OnnxValue> results = new LinkedHashMap<>();
        List<MemorySegment> memory = new ArrayList<>();
        List<Value> values = plan.graph().outputs();
        for (int i = 0; i < values.size(); i++) {
            Extents one = values.get(i).extents();
            Extents extents = images == 1 ? one : one.with(0, images);
            MemorySegment result = MemorySegment.ofArray(new float[extents.elements()]);
            memory.add(result);
            results.put(outputs().get(i).name(), OnnxValue.of(result, extents));
        }
        loaded.run(plan, inputs, memory, images);
        return results;
    }

    /**
     * Runs a model whose extents are fixed but for the number of images, in memory of the caller: a
     * call allocates nothing.
     *
     * @param inputs row-major floats in the machine's byte order, in the order of {@link #inputs()}
     * @param outputs receive those of {@link #outputs()}
     * @throws ShapeException if a size does not fit, or extents are open
     */
    public void run(List<MemorySegment> inputs, List<MemorySegment> outputs) {
        loaded.requireOpen();
        GraphInference plan = loaded.requireAlways();
        int images = 1;
        if (loaded.isOpenInBatch() && !inputs.isEmpty()) {
            Extents one = plan.graph().inputs().getFirst().extents();
            long bytes = (long) one.elements() * Float.BYTES;
            images = Math.clamp(inputs.getFirst().byteSize() / bytes, 1, Integer.MAX_VALUE);
        }
        loaded.run(plan, inputs, outputs, images);
    }

    /**
     * Returns the graph that is run, for one image if only the number of images is open.
     *
     * @throws ShapeException if there is one for each set of extents
     */
    public Graph graph() {
        loaded.requireOpen();
        return loaded.requireAlways().graph();
    }

    /** Returns the inputs, outputs, nodes with their algorithms, rewrites and memory as text. */
    public String describe() {
        loaded.requireOpen();
        return new ModelDescription(loaded).text();
    }

    /**
     * Frees all memory after the calls that are under way.
     *
     * @throws IllegalStateException if the model is closed already
     */
    @Override
    public void close() {
        loaded.close();
    }
}
