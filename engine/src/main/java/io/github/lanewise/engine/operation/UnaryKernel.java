package io.github.lanewise.engine.operation;

import io.github.lanewise.engine.kernel.Elementwise;
import io.github.lanewise.engine.kernel.Lanes;
import java.lang.foreign.MemorySegment;

/** Functions of one number over neighbouring floats; offsets are in bytes. */
public final class UnaryKernel {
    private UnaryKernel() {}

    /**
     * {@code y[i] = f(x[i])}.
     *
     * @param y may be the same memory as x, at the same place
     * @param count number of floats
     */
    public static void apply(
            Activation activation,
            MemorySegment x,
            long xOffset,
            MemorySegment y,
            long yOffset,
            int count) {
        if (activation.function() == UnaryFunction.RELU && count % Lanes.COUNT == 0) {
            if (x.address() + xOffset != y.address() + yOffset) {
                MemorySegment.copy(x, xOffset, y, yOffset, 4L * count);
            }
            Elementwise.rectify(y, yOffset, count / Lanes.COUNT);
            return;
        }
        throw new UnsupportedOperationException(activation.toString());
    }
}
