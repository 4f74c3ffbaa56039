package io.github.lanewise.engine.layer;

import java.util.List;

/**
 * Something that a layer learns.
 *
 * @param name PyTorch's name within the layer: {@code weight} or {@code bias}
 * @param extents in PyTorch's order: K·C·R·S of a convolution, O·I of a dense layer, K of a bias
 * @param fanIn inputs that one output sums over
 * @param fanOut outputs that one input takes part in
 * @param initializer how the elements begin
 */
public record ParameterSpec(
        String name, List<Integer> extents, long fanIn, long fanOut, Initializer initializer) {
    /** Copies the extents. */
    public ParameterSpec {
        extents = List.copyOf(extents);
    }

    /** Returns the number of elements. */
    public long count() {
        return extents.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
