package io.github.lanewise.engine.layer;

import io.github.lanewise.engine.kernel.Elementwise;
import io.github.lanewise.engine.kernel.LaneSum;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;

/** Gradient of one bias per channel: the sum of the output gradient over pixels and images. */
public final class BiasGradient {
    private final MemorySegment dy;
    private final int channels;
    private final long planeStride;
    private final MemorySegment sums;
    private final MemorySegment totals;

    /** Binds the sum to the output gradient, whose halo is zero. */
    public BiasGradient(Tensor dy, Workspace workspace) {
        this.dy = dy.segment();
        this.channels = dy.shape().channels();
        this.planeStride = dy.layout().planeStride();
        int padded = Math.ceilDiv(channels, Lanes.COUNT) * Lanes.COUNT;
        sums = workspace.floats((long) padded * Lanes.COUNT);
        totals = workspace.floats(padded);
    }

    /** Adds the sum of each channel to the floats from byte {@code offset} on. */
    public void addTo(MemorySegment gradients, long offset) {
        int vectors = Math.toIntExact(planeStride / Lanes.BYTES);
        for (int channel = 0; channel < channels; channel++) {
            Elementwise.sumVectors(
                    dy, channel * planeStride, vectors, sums, (long) channel * Lanes.BYTES);
        }
        int padded = Math.ceilDiv(channels, Lanes.COUNT) * Lanes.COUNT;
        LaneSum.sum(sums, 0, padded, totals);
        Elementwise.add(totals, 0, gradients, offset, channels);
    }
}
