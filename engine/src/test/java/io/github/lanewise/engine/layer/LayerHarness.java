package io.github.lanewise.engine.layer;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Runs one layer forward and backward over NCHW arrays through the engine's own interfaces: the
 * batch is cut into lane groups as a network does it. Elements that the layer has to write are NaN
 * before each call, and afterwards everything that it must not touch is checked: its inputs, the
 * zero halos, and the gradients of other layers' parameters.
 */
public final class LayerHarness {
    /** What is random in a run follows from this. */
    private static final long SEED = 20;

    private final Layer layer;
    private final Shape input;
    private final Map<String, float[]> values = new HashMap<>();
    private Halo extraHalo = Halo.NONE;
    private boolean inPlace;
    private boolean training = true;
    private long step;
    private int place;

    /** What a run computed, in NCHW, OIHW and OI order. */
    public static final class Result {
        private final float[] y;
        private final float[] dx;
        private final Map<String, float[]> gradients;

        private Result(float[] y, float[] dx, Map<String, float[]> gradients) {
            this.y = y;
            this.dx = dx;
            this.gradients = gradients;
        }

        /** Output, N×K×P×Q. */
        public float[] y() {
            return y;
        }

        /** Gradient of the input, N×C×H×W. */
        public float[] dx() {
            return dx;
        }

        /** Whether the layer has a parameter with this name. */
        public boolean has(String name) {
            return gradients.containsKey(name);
        }

        /** Gradient of the parameter with this name within the layer. */
        public float[] gradient(String name) {
            return Optional.ofNullable(gradients.get(name)).orElseThrow();
        }
    }

    private LayerHarness(Layer layer, Shape input) {
        this.layer = layer;
        this.input = input;
    }

    /** Harness of a layer whose parameters are zero. */
    public static LayerHarness of(Layer layer, Shape input) {
        return new LayerHarness(layer, input);
    }

    /** Sets a parameter by its name within the layer. */
    public LayerHarness parameter(String name, float[] elements) {
        values.put(name, elements);
        return this;
    }

    /**
     * Puts borders around all buffers but vectors, wider than the layer asks for, unlike on each
     * side.
     */
    public LayerHarness borders(int width) {
        extraHalo = width == 0 ? Halo.NONE : new Halo(width, width - 1, 2 * width - 1, width);
        return this;
    }

    /** Gives the output the memory of the input, and the gradients likewise, as its plan allows. */
    public LayerHarness inPlace() {
        inPlace = true;
        return this;
    }

    /** Runs as in inference: the layer is told that nothing is trained. */
    public LayerHarness inference() {
        training = false;
        return this;
    }

    /** Says which step of the training this is, and where in the network the layer stands. */
    public LayerHarness at(long trainingStep, int placeInNetwork) {
        step = trainingStep;
        place = placeInNetwork;
        return this;
    }

    /**
     * Runs forward and backward.
     *
     * @param x images, N×C×H×W
     * @param dy gradient of the output, N×K×P×Q
     */
    public Result run(float[] x, float[] dy) {
        return run(x, Optional.of(dy));
    }

    /** Runs forward only, without buffers for gradients. */
    public float[] forward(float[] x) {
        return run(x, Optional.empty()).y();
    }

    private Result run(float[] x, Optional<float[]> dy) {
        try (Workspace workspace = new Workspace()) {
            GuardedParameters parameters = new GuardedParameters(layer, input, values, workspace);
            LayerPlan plan = layer.plan(input, parameters.parameters(), dy.isPresent());
            for (int task = 0; task < plan.packTasks(); task++) {
                plan.pack(task, dy.isPresent());
            }
            HarnessBuffers buffers =
                    new HarnessBuffers(layer, input, plan, extraHalo, inPlace, workspace);
            LayerPass pass = plan.pass(buffers.forLayer(place, dy.isPresent(), workspace));
            int images = x.length / input.elements();
            float[] y = new float[images * layer.outputShape(input).elements()];
            float[] dx = new float[x.length];
            LaneGroup group = group();
            for (int first = 0; first < images; first += Lanes.COUNT) {
                group.set(step, first, Math.min(Lanes.COUNT, images - first));
                buffers.forward(pass, group, x, y);
                if (dy.isPresent()) {
                    buffers.backward(pass, group, dy.get(), dx, parameters.memory());
                }
            }
            return new Result(y, dx, parameters.gradients());
        }
    }

    private LaneGroup group() {
        return training ? LaneGroup.forTraining(SEED) : LaneGroup.forInference();
    }
}
