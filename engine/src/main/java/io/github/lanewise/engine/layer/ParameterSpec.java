package io.github.lanewise.engine.layer;

import java.util.List;

/**
 * Something that a layer learns, or keeps with what it learns.
 *
 * @param name PyTorch's name within the layer, such as {@code weight} or {@code bias}
 * @param extents in PyTorch's order: K·C·R·S of a convolution, O·I of a dense layer, K of a bias
 * @param fanIn inputs that one output sums over
 * @param fanOut outputs that one input takes part in
 * @param initializer how the elements begin
 * @param learned whether it has a gradient; where it has none, the optimizer leaves it as it is
 */
public record ParameterSpec(
        String name,
        List<Integer> extents,
        long fanIn,
        long fanOut,
        Initializer initializer,
        boolean learned) {
    /** Copies the extents. */
    public ParameterSpec {
        extents = List.copyOf(extents);
    }

    /** Describes something that is learned. */
    public ParameterSpec(
            String name, List<Integer> extents, long fanIn, long fanOut, Initializer initializer) {
        this(name, extents, fanIn, fanOut, initializer, true);
    }

    /** Returns the number of elements. */
    public long count() {
        return extents.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
