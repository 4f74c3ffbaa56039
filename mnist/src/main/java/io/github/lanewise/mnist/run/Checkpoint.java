package io.github.lanewise.mnist.run;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.network.StateTensor;
import io.github.lanewise.mnist.training.Learner;
import io.github.lanewise.mnist.training.Position;
import io.github.lanewise.models.safetensors.NamedTensor;
import io.github.lanewise.models.safetensors.SafetensorsException;
import io.github.lanewise.models.safetensors.SafetensorsFile;
import io.github.lanewise.models.safetensors.SafetensorsWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A run between two steps, with all that it needs to go on: the parameters by their names, what the
 * optimizer remembers by the name of the parameter after {@code optimizer.}, the moving average, if
 * there is one, after {@code average.}, the weights of the best epoch, if the run is to end with
 * them, after {@code best.}, and as metadata the position. A checksum over all of it tells a
 * damaged file.
 *
 * @param run digest of the run that it belongs to
 * @param steps steps made since the beginning
 * @param position where the run stands
 * @param parameters copies of the parameters
 * @param optimizer copies of the state of the optimizer
 * @param average copies of the moving average of the parameters, or none
 * @param best copies of the weights of the best epoch, or none
 */
record Checkpoint(
        String run,
        long steps,
        Position position,
        List<NamedTensor> parameters,
        List<NamedTensor> optimizer,
        List<NamedTensor> average,
        List<NamedTensor> best) {
    private static final String FORMAT = "lanewise-checkpoint-1";
    private static final String OPTIMIZER = "optimizer.";
    private static final String AVERAGE = "average.";
    private static final String BEST = "best.";
    private static final String CHECKSUM = "crc32c";

    Checkpoint {
        parameters = List.copyOf(parameters);
        optimizer = List.copyOf(optimizer);
        average = List.copyOf(average);
        best = List.copyOf(best);
    }

    /**
     * Copies what there is now, to native memory. Segments on the heap would be the first in many a
     * run, and the JVM would throw away what it has compiled for native memory alone: the epoch
     * after the first checkpoint took 0.3 s longer.
     */
    static Checkpoint of(String run, Learner learner, Position position) {
        List<NamedTensor> optimizer = new ArrayList<>();
        for (StateTensor state : learner.training().state()) {
            optimizer.add(
                    new NamedTensor(
                            OPTIMIZER + state.name(),
                            shape(state.extents()),
                            memory(state.value().byteSize()).copyFrom(state.value())));
        }
        return new Checkpoint(
                run,
                learner.training().steps(),
                position,
                tensors("", learner.network(), values(learner.network())),
                optimizer,
                tensors(AVERAGE, learner.network(), average(learner)),
                tensors(BEST, learner.network(), learner.best()));
    }

    private static Map<String, float[]> average(Learner learner) {
        return learner.isAveraging() ? learner.judged(() -> values(learner.network())) : Map.of();
    }

    /** Returns a copy of the parameters by their names. */
    private static Map<String, float[]> values(Network network) {
        Map<String, float[]> values = new HashMap<>();
        for (Parameter parameter : network.parameters()) {
            values.put(parameter.name(), parameter.toArray());
        }
        return values;
    }

    /** Returns values of the parameters in their order, with names that begin with a prefix. */
    private static List<NamedTensor> tensors(
            String prefix, Network network, Map<String, float[]> values) {
        List<NamedTensor> tensors = new ArrayList<>();
        for (Parameter parameter : network.parameters()) {
            Optional.ofNullable(values.get(parameter.name()))
                    .ifPresent(floats ->
                            tensors.add(
                                    new NamedTensor(
                                            prefix + parameter.name(),
                                            shape(parameter.extents()),
                                            copy(floats))));
        }
        return tensors;
    }

    private static MemorySegment copy(float[] floats) {
        MemorySegment memory = memory((long) Float.BYTES * floats.length);
        MemorySegment.copy(floats, 0, memory, ValueLayout.JAVA_FLOAT, 0, floats.length);
        return memory;
    }

    /** Returns native memory that is freed some time after its last use. */
    private static MemorySegment memory(long bytes) {
        return Arena.ofAuto().allocate(bytes, Float.BYTES);
    }

    /** Returns the weights to be judged, by the names of the parameters. */
    List<NamedTensor> judged() {
        return average.isEmpty() ? parameters : without(AVERAGE, average);
    }

    private static int[] shape(List<Integer> extents) {
        return extents.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Writes the file as a whole, or leaves an older one as it was.
     *
     * @throws SafetensorsException if that is not possible
     */
    void write(Path file) {
        Map<String, String> metadata = PositionText.write(position);
        metadata.put("format", FORMAT);
        metadata.put("run", run);
        metadata.put("steps", Long.toString(steps));
        List<NamedTensor> tensors = new ArrayList<>(parameters);
        tensors.addAll(optimizer);
        tensors.addAll(average);
        tensors.addAll(best);
        metadata.put(CHECKSUM, checksum(metadata, tensors));
        SafetensorsWriter.write(file, metadata, tensors);
    }

    /**
     * Reads a file.
     *
     * @throws SafetensorsException if it cannot be read
     * @throws RunException if it is damaged
     */
    static Checkpoint read(Path file) {
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            Map<String, String> metadata = new HashMap<>(tensors.metadata());
            String checksum = Optional.ofNullable(metadata.remove(CHECKSUM)).orElse("none");
            List<NamedTensor> values = new ArrayList<>();
            for (String name : tensors.names()) {
                values.add(new NamedTensor(name, tensors.shape(name), tensors.floats(name)));
            }
            if (!checksum.equals(checksum(metadata, values))) {
                throw new RunException(file + ": the checksum is wrong.");
            }
            return new Checkpoint(
                    text(metadata, "run"),
                    Long.parseLong(text(metadata, "steps")),
                    PositionText.read(metadata),
                    values.stream().filter(Checkpoint::isParameter).toList(),
                    values.stream().filter(value -> value.name().startsWith(OPTIMIZER)).toList(),
                    values.stream().filter(value -> value.name().startsWith(AVERAGE)).toList(),
                    values.stream().filter(value -> value.name().startsWith(BEST)).toList());
        } catch (IllegalArgumentException e) {
            throw new RunException(file + ": this is no checkpoint of a run.", e);
        }
    }

    /**
     * Puts a network, its training and its average where this one was.
     *
     * @throws IllegalArgumentException if they are of other parameters or another optimizer
     */
    void restore(Learner learner) {
        if (learner.isAveraging()) {
            learner.judged(() -> set(learner.network(), without(AVERAGE, average)));
        }
        set(learner.network(), parameters);
        learner.restoreBest(floats(without(BEST, best)));
        learner.training().restore(steps, floats(without(OPTIMIZER, optimizer)));
    }

    private static Network set(Network network, List<NamedTensor> values) {
        Map<String, float[]> weights = floats(values);
        for (Parameter parameter : network.parameters()) {
            parameter.set(
                    Optional.ofNullable(weights.get(parameter.name()))
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "the checkpoint has no " + parameter.name())));
        }
        return network;
    }

    private static boolean isParameter(NamedTensor tensor) {
        return Stream.of(OPTIMIZER, AVERAGE, BEST).noneMatch(tensor.name()::startsWith);
    }

    private static List<NamedTensor> without(String prefix, List<NamedTensor> tensors) {
        return tensors.stream()
                .map(tensor ->
                        new NamedTensor(
                                tensor.name().substring(prefix.length()),
                                tensor.shape(),
                                tensor.data()))
                .toList();
    }

    private static Map<String, float[]> floats(List<NamedTensor> tensors) {
        Map<String, float[]> values = new HashMap<>();
        for (NamedTensor tensor : tensors) {
            values.put(tensor.name(), floats(tensor));
        }
        return values;
    }

    private static float[] floats(NamedTensor tensor) {
        MemorySegment data = tensor.data();
        float[] floats = new float[Math.toIntExact(data.byteSize() / Float.BYTES)];
        MemorySegment.copy(data, ValueLayout.JAVA_FLOAT, 0, floats, 0, floats.length);
        return floats;
    }

    /** Returns the text of a key. */
    private static String text(Map<String, String> metadata, String key) {
        return Optional.ofNullable(metadata.get(key))
                .orElseThrow(() -> new IllegalArgumentException("there is no " + key));
    }

    /**
     * CRC-32C over the metadata in the order of their keys, then names and floats of the tensors.
     */
    private static String checksum(Map<String, String> metadata, List<NamedTensor> tensors) {
        CRC32C sum = new CRC32C();
        new TreeMap<>(metadata)
                .forEach((key, value) ->
                        sum.update((key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8)));
        for (NamedTensor tensor : tensors) {
            sum.update((tensor.name() + "\n").getBytes(StandardCharsets.UTF_8));
            float[] floats = floats(tensor);
            ByteBuffer bytes =
                    ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, floats.length))
                            .order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(floats);
            sum.update(bytes);
        }
        return Long.toHexString(sum.getValue());
    }
}
