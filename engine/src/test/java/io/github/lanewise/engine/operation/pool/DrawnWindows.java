package io.github.lanewise.engine.operation.pool;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.operation.OperationHarness;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.tensor.Halo;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A drawn pooling.
 *
 * @param x N×C×H×W
 * @param attributes windows that fit
 */
record DrawnWindows(Extents x, PoolAttributes attributes) {
    /** An axis: the window spans more than each of the pads. */
    private record Axis(int size, int window, int stride, int dilation, int before, int after) {}

    static Arbitrary<DrawnWindows> possible() {
        Arbitrary<Axis> axes =
                Combinators.combine(
                                Arbitraries.integers().between(1, 14),
                                Arbitraries.integers().between(1, 4),
                                Arbitraries.integers().between(1, 3),
                                Arbitraries.of(1, 1, 2, 3),
                                Arbitraries.integers().between(0, 9),
                                Arbitraries.integers().between(0, 9))
                        .as(DrawnWindows::axis);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 40),
                        axes,
                        axes,
                        Arbitraries.of(false, true))
                .as(DrawnWindows::of)
                .filter(drawn -> drawn.reference().height() > 0 && drawn.reference().width() > 0);
    }

    private static Axis axis(
            int size, int window, int stride, int dilation, int before, int after) {
        int span = (window - 1) * dilation + 1;
        return new Axis(size, window, stride, dilation, before % span, after % span);
    }

    private static DrawnWindows of(int n, int c, Axis v, Axis h, boolean ceil) {
        return new DrawnWindows(
                Extents.of(n, c, v.size, h.size),
                new PoolAttributes(
                        v.window,
                        h.window,
                        v.stride,
                        h.stride,
                        v.dilation,
                        h.dilation,
                        new Halo(v.before, v.after, h.before, h.after),
                        ceil));
    }

    WindowReference reference() {
        return new WindowReference(x, attributes);
    }

    /** Runs an operation; odd seeds have three workers and borders that nobody asked for. */
    static float[] run(Operation operation, Extents x, float[] data, long seed) {
        boolean odd = (seed & 1) == 1;
        return new OperationHarness(operation, MemoryOrder.LANES)
                .workers(odd ? 3 : 1)
                .extraHalo(odd ? new Halo(1, 0, 2, 1) : Halo.NONE)
                .run(Input.computed(x, data))
                .getFirst();
    }
}
