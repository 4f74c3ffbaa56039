package io.github.lanewise.engine.operation;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.kernel.VectorPower;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.operation.norm.BatchNormalization;
import io.github.lanewise.engine.operation.norm.InstanceNormalization;
import io.github.lanewise.engine.operation.norm.LocalResponseNormalization;
import io.github.lanewise.engine.operation.pool.AveragePooling;
import io.github.lanewise.engine.operation.pool.GlobalPooling;
import io.github.lanewise.engine.operation.pool.MaxPooling;
import io.github.lanewise.engine.operation.pool.PoolAttributes;
import io.github.lanewise.engine.operation.resize.Resize;
import io.github.lanewise.engine.operation.resize.ResizeAttributes;
import io.github.lanewise.engine.operation.resize.ResizeAttributes.CoordinateTransformation;
import io.github.lanewise.engine.operation.resize.ResizeAttributes.Mode;
import io.github.lanewise.engine.operation.resize.ResizeAttributes.NearestRounding;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;

/** Runs pooling, normalizations and resizing, so that the compiler sees their kernels. */
public final class WindowExercise {
    private static final Extents X = Extents.of(1, 3, 9, 9);

    private WindowExercise() {}

    /** Runs each of them a few times. */
    public static void run() {
        for (int window = 2; window < 5; window++) {
            for (int stride = 1; stride < 3; stride++) {
                PoolAttributes windows = PoolAttributes.of(window, window).stride(stride, stride);
                run(new MaxPooling(windows));
                run(new AveragePooling(windows, false));
            }
        }
        run(new GlobalPooling(GlobalPooling.Kind.MAX));
        run(new GlobalPooling(GlobalPooling.Kind.AVERAGE));
        run(new BatchNormalization(1), 4);
        run(new InstanceNormalization(1), 2);
        run(new LocalResponseNormalization(3, 1, 0.75f, 1));
        run(new LocalResponseNormalization(3, 1, 1, 1));
        for (Mode mode : Mode.values()) {
            run(
                    new Resize(
                            Extents.of(1, 3, 13, 13),
                            new ResizeAttributes(
                                    mode,
                                    CoordinateTransformation.HALF_PIXEL,
                                    NearestRounding.FLOOR,
                                    1.5,
                                    1.5)));
        }
        try (Workspace workspace = new Workspace()) {
            MemorySegment x = workspace.floats(256);
            VectorPower.power(x, 0, x, 0, 0, workspace.floats(256), 0, 16);
        }
    }

    private static void run(Operation operation) {
        run(operation, 0);
    }

    private static void run(Operation operation, int constants) {
        Input[] inputs = new Input[1 + constants];
        inputs[0] = Input.computed(X, Values.uniform(1, X.elements()));
        for (int i = 1; i < inputs.length; i++) {
            inputs[i] = Input.constant(Extents.of(X.get(1)), Values.uniform(i, X.get(1)));
        }
        new OperationHarness(operation, MemoryOrder.LANES).run(inputs);
    }
}
