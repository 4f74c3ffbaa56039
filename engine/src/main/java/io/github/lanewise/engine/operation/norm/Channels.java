package io.github.lanewise.engine.operation.norm;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.ShapeException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Numbers of each channel: as constants of a node, and in vectors, one for each plane. */
final class Channels {
    private Channels() {}

    /**
     * Returns the extents of the first input, which is a feature map with as many channels as the
     * others have elements.
     *
     * @param names of all inputs but the first
     */
    static Extents check(String kind, List<Extents> inputs, int leastRank, List<String> names) {
        Extents x = inputs.getFirst();
        if (x.rank() < leastRank || x.rank() > 4) {
            throw new ShapeException(
                    kind
                            + " takes "
                            + (leastRank == 2 ? "N×C, " : "")
                            + "N×C×W or N×C×H×W, but got a value of "
                            + x
                            + ".");
        }
        for (int i = 0; i < names.size(); i++) {
            Extents actual = inputs.get(i + 1);
            if (actual.rank() != 1 || actual.get(0) != x.get(1)) {
                throw new ShapeException(
                        "The "
                                + names.get(i)
                                + " of "
                                + kind
                                + " has one number for each of the "
                                + x.get(1)
                                + " channels of "
                                + x
                                + ", but its extents are "
                                + actual
                                + ".");
            }
        }
        return x;
    }

    /** Returns element {@code channel} of a constant input. */
    static double constant(NodeContext context, int input, int channel) {
        return context.inputs()
                .get(input)
                .data()
                .get(ValueLayout.JAVA_FLOAT, (long) channel * Float.BYTES);
    }

    /** Returns a vector for each plane; lanes beyond the last channel are 0. */
    static MemorySegment vectors(NodeContext context, IntToDoubleFunction number) {
        int channels = context.input().extents().get(1);
        int planes = Math.ceilDiv(channels, Lanes.COUNT);
        MemorySegment vectors = context.workspace().floats((long) planes * Lanes.COUNT);
        for (int c = 0; c < channels; c++) {
            vectors.setAtIndex(ValueLayout.JAVA_FLOAT, c, (float) number.applyAsDouble(c));
        }
        return vectors;
    }
}
