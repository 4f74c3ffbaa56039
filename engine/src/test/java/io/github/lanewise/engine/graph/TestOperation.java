package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.tensor.Halo;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** Operations that are easy to follow and ask for all that a plan has to provide. */
enum TestOperation implements Operation {
    /** 2·x + 1 in the memory of x, in either order. */
    STEP,
    /** The sum of two values, in either order. */
    ADD,
    /** The sum of each pixel, the two above it and the one to its right, with channels in lanes. */
    BLUR,
    /** The elements from the last to the first, in row-major order. */
    REVERSE,
    /** The same elements in the same memory, in row-major order. */
    KEEP;

    static final Halo BLUR_HALO = new Halo(2, 0, 0, 1);

    @Override
    public String kind() {
        return name();
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        return List.of(inputs.getFirst());
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        return switch (this) {
            case STEP, ADD -> List.of(MemoryOrder.LANES, MemoryOrder.ROW_MAJOR);
            case BLUR -> List.of(MemoryOrder.LANES);
            case REVERSE, KEEP -> List.of(MemoryOrder.ROW_MAJOR);
        };
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        return this != REVERSE;
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        return new Plan(this, order);
    }

    /** Computes the operation on row-major images, one after the other. */
    float[] reference(Extents extents, List<float[]> inputs) {
        float[] x = inputs.getFirst();
        float[] y = new float[x.length];
        int height = extents.get(2);
        int width = extents.get(3);
        for (int i = 0; i < x.length; i++) {
            int row = i / width % height;
            y[i] =
                    switch (this) {
                        case STEP -> 2 * x[i] + 1;
                        case ADD -> x[i] + inputs.get(1)[i];
                        case BLUR ->
                                x[i]
                                        + (row > 0 ? x[i - width] : 0)
                                        + (row > 1 ? x[i - 2 * width] : 0)
                                        + (i % width < width - 1 ? x[i + 1] : 0);
                        case REVERSE -> x[x.length - 1 - i];
                        case KEEP -> x[i];
                    };
        }
        return y;
    }

    private record Plan(TestOperation operation, MemoryOrder order) implements NodePlan {
        @Override
        public Placement constant(int input) {
            return new Placement(order, inputHalo(input));
        }

        @Override
        public Halo inputHalo(int input) {
            return operation == BLUR ? BLUR_HALO : Halo.NONE;
        }

        @Override
        public Sharing sharing() {
            return switch (operation) {
                case STEP -> Sharing.OVERWRITE;
                case KEEP -> Sharing.RESHAPE;
                case ADD, BLUR, REVERSE -> Sharing.NONE;
            };
        }

        @Override
        public ImagePass pass(
                List<Buffer> inputs, List<Buffer> outputs, List<MemorySegment> scratch) {
            return new Pass(operation, inputs, outputs.getFirst());
        }
    }

    /** A task per row of each plane; the lanes of a row-major value are single floats. */
    private static final class Pass implements ImagePass {
        private final TestOperation operation;
        private final List<Buffer> inputs;
        private final Buffer y;
        private final boolean lanes;
        private final int height;
        private final int width;
        private final int planes;
        private final int images;

        Pass(TestOperation operation, List<Buffer> inputs, Buffer y) {
            this.operation = operation;
            this.inputs = inputs;
            this.y = y;
            lanes = y.placement().order() == MemoryOrder.LANES;
            images = y.extents().images();
            height = y.extents().image().height();
            width = y.extents().image().width();
            planes = lanes ? y.layout().planes() : y.extents().image().channels();
        }

        @Override
        public int tasks() {
            return images * planes * height;
        }

        @Override
        public void run(int task, int worker) {
            for (int w = 0; w < width; w++) {
                for (int lane = 0; lane < (lanes ? Lanes.COUNT : 1); lane++) {
                    float value =
                            switch (operation) {
                                case STEP -> 2 * get(0, task, 0, w, lane) + 1;
                                case ADD -> get(0, task, 0, w, lane) + get(1, task, 0, w, lane);
                                case BLUR ->
                                        get(0, task, 0, w, lane)
                                                + get(0, task, -1, w, lane)
                                                + get(0, task, -2, w, lane)
                                                + get(0, task, 0, w + 1, lane);
                                case REVERSE -> reversed(task, w);
                                case KEEP -> get(0, task, 0, w, lane);
                            };
                    y.memory().set(ValueLayout.JAVA_FLOAT, at(y, task, 0, w, lane), value);
                }
            }
        }

        private float reversed(int task, int w) {
            Buffer x = inputs.getFirst();
            long last = x.memory().byteSize() - Float.BYTES;
            return x.memory().get(ValueLayout.JAVA_FLOAT, last - at(x, task, 0, w, 0));
        }

        private float get(int input, int task, int rows, int w, int lane) {
            Buffer x = inputs.get(input);
            return x.memory().get(ValueLayout.JAVA_FLOAT, at(x, task, rows, w, lane));
        }

        private long at(Buffer buffer, int task, int rows, int w, int lane) {
            int row = task % height + rows;
            if (!lanes) {
                return 4L * ((long) (task / height) * height * width + (long) row * width + w);
            }
            int plane = task / height % planes;
            long image = task / (height * planes);
            return image * buffer.layout().byteSize()
                    + buffer.layout().vector(plane, row, w)
                    + 4L * lane;
        }
    }
}
