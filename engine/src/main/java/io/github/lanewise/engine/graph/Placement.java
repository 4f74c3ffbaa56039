package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Layout;

/**
 * How a value stands in memory.
 *
 * @param order of its elements
 * @param halo border of zeros around each plane; none in row-major order
 */
public record Placement(MemoryOrder order, Halo halo) {
    /** Row-major order. */
    public static final Placement ROW_MAJOR = new Placement(MemoryOrder.ROW_MAJOR, Halo.NONE);

    /** Channels in lanes without a border. */
    public static final Placement LANES = new Placement(MemoryOrder.LANES, Halo.NONE);

    /** Returns channels in lanes inside a border of zeros. */
    public static Placement lanes(Halo halo) {
        return new Placement(MemoryOrder.LANES, halo);
    }

    /** Returns this order without a border. */
    public static Placement of(MemoryOrder order) {
        return new Placement(order, Halo.NONE);
    }

    /** Returns the layout of one image with channels in lanes. */
    public Layout layout(Extents extents) {
        return Layout.ofImage(extents.image(), halo);
    }

    /** Returns the bytes that a value takes. */
    public long byteSize(Extents extents) {
        return switch (order) {
            case ROW_MAJOR -> (long) extents.elements() * Float.BYTES;
            case LANES -> extents.images() * layout(extents).byteSize();
        };
    }
}
