package io.github.lanewise.engine.network;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.optimizer.Optimizer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The memory of an optimizer, cut into the parts that belong to single parameters. */
final class TrainingState {
    private TrainingState() {}

    /**
     * Returns the parts by parameter, then by the order of the optimizer's floats.
     *
     * @param memory one segment per state float of the optimizer, laid out as the parameters
     */
    static List<StateTensor> tensors(Network network, Optimizer optimizer, MemorySegment[] memory) {
        List<String> names = optimizer.stateNames();
        List<StateTensor> tensors = new ArrayList<>();
        for (Parameter parameter : network.learned()) {
            for (int i = 0; i < memory.length; i++) {
                tensors.add(
                        new StateTensor(
                                parameter.name() + "." + names.get(i),
                                parameter.extents(),
                                memory[i].asSlice(
                                        parameter.offset(), parameter.value().byteSize())));
            }
        }
        return List.copyOf(tensors);
    }

    /**
     * Sets all tensors, or none.
     *
     * @throws IllegalArgumentException if one is missing, has another number of floats or is not
     *     known
     */
    static void set(List<StateTensor> tensors, Map<String, float[]> values) {
        for (StateTensor tensor : tensors) {
            int found =
                    Optional.ofNullable(values.get(tensor.name()))
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "The state to restore has no '"
                                                    + tensor.name()
                                                    + "'; was it another optimizer's?"))
                            .length;
            if (found != tensor.count()) {
                throw new IllegalArgumentException(
                        "The state '%s' of extents %s takes %d values, not %d."
                                .formatted(tensor.name(), tensor.extents(), tensor.count(), found));
            }
        }
        if (values.size() != tensors.size()) {
            throw new IllegalArgumentException(
                    "The state to restore has %d tensors, but this training has %d; was it another optimizer's?"
                            .formatted(values.size(), tensors.size()));
        }
        for (StateTensor tensor : tensors) {
            Optional.ofNullable(values.get(tensor.name()))
                    .ifPresent(from ->
                            MemorySegment.copy(
                                    from,
                                    0,
                                    tensor.value(),
                                    ValueLayout.JAVA_FLOAT,
                                    0,
                                    from.length));
        }
    }
}
