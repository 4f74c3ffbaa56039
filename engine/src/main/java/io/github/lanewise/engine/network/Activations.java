package io.github.lanewise.engine.network;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Applies a network and shows what each layer makes, a convolution before the ReLU that follows it.
 * One thread may use it at a time. It sees every change of the parameters that is made between two
 * calls; the number of threads changes no bit.
 */
public final class Activations implements AutoCloseable {
    private final Network network;
    private final Workers workers;
    private final ExecutionPlan<LayerPlan> plan;
    private final Workspace workspace;
    private final NetworkPass[] passes;
    private boolean closed;

    /** Takes the outputs of layers; several threads call it at once. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Takes the outputs of a layer for some neighbouring images.
         *
         * @param layer number of the layer, from 0
         * @param firstImage number of the first image
         * @param images how many they are
         * @param outputs N×K×P×Q of these images, the visitor's to keep
         */
        void visit(int layer, int firstImage, int images, float[] outputs);

        /** Returns whether to visit a layer; all unless overridden. */
        default boolean wants(int layer) {
            return true;
        }
    }

    /**
     * Allocates the buffers.
     *
     * @param network stays the caller's to close
     * @param workers threads that share the work; stay the caller's to close
     * @throws IllegalStateException if the network is closed
     */
    public Activations(Network network, Workers workers) {
        this.network = network;
        this.workers = workers;
        plan = ExecutionPlan.ofGroups(network, ExecutionPlan.Goal.EVERY_OUTPUT);
        passes = new NetworkPass[workers.threads()];
        workspace =
                Workspace.filled(memory -> {
                    for (int worker = 0; worker < passes.length; worker++) {
                        passes[worker] = new NetworkPass(plan, LaneGroup.forInference(), memory);
                    }
                    return memory;
                });
    }

    /**
     * Takes all images through the network. Those of one group are visited layer by layer by one
     * thread, and other groups by others at the same time.
     *
     * @throws IllegalArgumentException if the images do not fit the network
     * @throws IllegalStateException if this or the network is closed
     */
    public void visit(Samples samples, Visitor visitor) {
        if (closed) {
            throw new IllegalStateException("These activations are closed; use them before that.");
        }
        network.requireOpen();
        Checks.samples(samples, network);
        plan.packChanges(workers);
        int[] order = IntStream.range(0, samples.count()).toArray();
        workers.run(
                Math.ceilDiv(order.length, Lanes.COUNT),
                (group, worker) -> {
                    NetworkPass pass = passes[worker];
                    int first = group * Lanes.COUNT;
                    int images = Math.min(Lanes.COUNT, order.length - first);
                    pass.group().set(0, first, images);
                    samples.load(order, first, images, pass.input());
                    for (int layer = 0; layer < plan.layers().size(); layer++) {
                        pass.forward(layer, layer + 1);
                        if (visitor.wants(layer)) {
                            Tensor output = pass.output(layer);
                            float[] values = new float[images * output.shape().elements()];
                            output.store(values, 0, images);
                            visitor.visit(layer, first, images, values);
                        }
                    }
                });
    }

    /**
     * Returns what each layer makes of one image, K×P×Q floats each, in the order of {@link
     * Network#layers()}.
     *
     * @param chw the image
     * @throws IllegalArgumentException if its size is not that of the network's input
     * @throws IllegalStateException if this or the network is closed
     */
    public List<float[]> of(float[] chw) {
        List<float[]> outputs = new ArrayList<>();
        visit(
                Samples.of(chw, new int[1], network.input()),
                (layer, first, images, values) -> outputs.add(values));
        return outputs;
    }

    /**
     * Frees the buffers; the network and the workers stay open.
     *
     * @throws IllegalStateException if this is closed already
     */
    @Override
    public void close() {
        if (closed) {
            throw new IllegalStateException("These activations are closed already; do it once.");
        }
        closed = true;
        workspace.close();
    }
}
