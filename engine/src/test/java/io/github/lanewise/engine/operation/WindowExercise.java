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
import java.util.ArrayList;
import java.util.List;

/** Runs pooling, normalizations and resizing, so that the compiler sees their kernels. */
public final class WindowExercise {
    private static final Extents X = Extents.of(1, 3, 9, 9);

    /** Extent and stride of windows with kernels of their own, and of others. */
    private static final int[][] WINDOWS = {{2, 2}, {3, 1}, {3, 2}, {4, 1}};

    private WindowExercise() {}

    /** Returns operations on an image that take all kernels. */
    static List<Operation> operations(Extents image) {
        List<Operation> operations = new ArrayList<>();
        for (int[] window : WINDOWS) {
            PoolAttributes windows =
                    PoolAttributes.of(window[0], window[0]).stride(window[1], window[1]);
            operations.add(new MaxPooling(windows));
            operations.add(new AveragePooling(windows, false));
        }
        operations.add(new GlobalPooling(GlobalPooling.Kind.MAX));
        operations.add(new GlobalPooling(GlobalPooling.Kind.AVERAGE));
        operations.add(new BatchNormalization(1));
        operations.add(new InstanceNormalization(1));
        operations.add(new LocalResponseNormalization(3, 1, 0.75f, 1));
        operations.add(new LocalResponseNormalization(3, 1, 1, 1));
        for (Mode mode : Mode.values()) {
            ResizeAttributes attributes =
                    new ResizeAttributes(
                            mode,
                            CoordinateTransformation.HALF_PIXEL,
                            NearestRounding.FLOOR,
                            1.5,
                            1.5);
            operations.add(new Resize(image.with(2, 21).with(3, 13), attributes));
        }
        return operations;
    }

    /** Runs each of them. */
    public static void run() {
        operations(X).forEach(WindowExercise::run);
        try (Workspace workspace = new Workspace()) {
            MemorySegment x = workspace.floats(256);
            VectorPower.power(x, 0, x, 0, 0, workspace.floats(256), 0, 16);
        }
    }

    private static void run(Operation operation) {
        Input[] inputs = new Input[1 + operation.constantInputs().size()];
        inputs[0] = Input.computed(X, Values.uniform(1, X.elements()));
        for (int i = 1; i < inputs.length; i++) {
            inputs[i] = Input.constant(Extents.of(X.get(1)), Values.uniform(i, X.get(1)));
        }
        new OperationHarness(operation, MemoryOrder.LANES).run(inputs);
    }
}
