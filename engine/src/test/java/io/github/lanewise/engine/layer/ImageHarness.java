package io.github.lanewise.engine.layer;

import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Runs one layer forward over NCHW arrays with channels in lanes, image by image, as {@link
 * LayerHarness} does it with images in lanes. The pieces of the work are done in a drawn order by
 * drawn workers, each with scratch memory of its own.
 */
public final class ImageHarness {
    /** Larger scratch memory would take long to compare. */
    private static final long MOST_WATCHED_BYTES = 1 << 18;

    private final Layer layer;
    private final Shape input;
    private final int workers;
    private final Map<String, float[]> values = new HashMap<>();
    private Halo extraHalo = Halo.NONE;
    private boolean inPlace;

    private ImageHarness(Layer layer, Shape input, int workers) {
        this.layer = layer;
        this.input = input;
        this.workers = workers;
    }

    /** Harness of a layer whose parameters are zero. */
    public static ImageHarness of(Layer layer, Shape input, int workers) {
        return new ImageHarness(layer, input, workers);
    }

    /** Sets a parameter by its name within the layer. */
    public ImageHarness parameter(String name, float[] elements) {
        values.put(name, elements);
        return this;
    }

    /** Puts borders around all buffers but vectors, wider than the layer asks for. */
    public ImageHarness borders(int width) {
        extraHalo = width == 0 ? Halo.NONE : new Halo(width, width - 1, 2 * width - 1, width);
        return this;
    }

    /** Gives the output the memory of the input, as its plan allows. */
    public ImageHarness inPlace() {
        inPlace = true;
        return this;
    }

    /** Runs forward. */
    public float[] forward(float[] x) {
        try (Workspace workspace = new Workspace()) {
            GuardedParameters parameters = new GuardedParameters(layer, input, values, workspace);
            ImagePlan plan = layer.imagePlan(input, parameters.parameters(), workers, workspace);
            for (int task = 0; task < plan.packTasks(); task++) {
                plan.pack(task, false);
            }
            Shape output = layer.outputShape(input);
            boolean alike = plan.aliasing() == LayerBinding.Aliasing.SAME_LAYOUT;
            Tensor from = workspace.tensor(layout(input, plan.inputHalo()));
            Tensor to = from;
            if (!inPlace) {
                to = workspace.tensor(alike ? from.layout() : layout(output, Halo.NONE));
            }
            List<MemorySegment> scratch = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                scratch.add(workspace.floats(plan.scratchFloats()));
            }
            ImagePass pass = plan.pass(new ImageBuffers(from, to, scratch));
            int images = x.length / input.elements();
            float[] y = new float[images * output.elements()];
            for (int image = 0; image < images; image++) {
                to.fill(Float.NaN);
                scratch.forEach(ImageHarness::fillWithNaN);
                from.load(x, image * input.elements(), 1);
                float[] before = floats(from);
                run(pass, scratch, new Random(image));
                to.store(y, image * output.elements(), 1);
                if (!inPlace && !Arrays.equals(before, floats(from))) {
                    throw new AssertionError(layer + " changed its input");
                }
                checkZeros(to);
            }
            return y;
        }
    }

    private Layout layout(Shape shape, Halo halo) {
        return Layout.ofImage(shape, shape.pixels() == 1 ? halo : halo.max(extraHalo));
    }

    private void run(ImagePass pass, List<MemorySegment> scratch, Random random) {
        List<Integer> order = new ArrayList<>();
        for (int task = 0; task < pass.tasks(); task++) {
            order.add(task);
        }
        Collections.shuffle(order, random);
        for (int task : order) {
            int worker = random.nextInt(workers);
            MemorySegment other = scratch.get((worker + 1) % workers);
            boolean watched = workers > 1 && other.byteSize() <= MOST_WATCHED_BYTES;
            float[] before = watched ? other.toArray(ValueLayout.JAVA_FLOAT) : new float[0];
            pass.run(task, worker);
            if (watched && !Arrays.equals(before, other.toArray(ValueLayout.JAVA_FLOAT))) {
                throw new AssertionError(layer + " used the scratch memory of another worker");
            }
        }
    }

    /** What stands around the elements, and in lanes without a channel, has to stay zero. */
    private void checkZeros(Tensor tensor) {
        float[] floats = floats(tensor);
        Shape shape = tensor.shape();
        for (int c = 0; c < shape.channels(); c++) {
            for (int pixel = 0; pixel < shape.pixels(); pixel++) {
                int row = pixel / shape.width();
                long offset = tensor.layout().offset(c, row, pixel % shape.width());
                floats[Math.toIntExact(offset / 4)] = 0;
            }
        }
        for (float value : floats) {
            if (value != 0) {
                throw new AssertionError(layer + " wrote beside its output");
            }
        }
    }

    private static float[] floats(Tensor tensor) {
        return tensor.segment().toArray(ValueLayout.JAVA_FLOAT);
    }

    private static void fillWithNaN(MemorySegment memory) {
        for (long at = 0; at < memory.byteSize(); at += Float.BYTES) {
            memory.set(ValueLayout.JAVA_FLOAT, at, Float.NaN);
        }
    }
}
