package io.github.lanewise.engine.network;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The gradient of a network's outputs by its input, with dropout and batch normalization as in
 * inference. One thread may use it at a time. It sees every change of the parameters that is made
 * between two calls; the number of threads changes no bit.
 */
public final class InputGradient implements AutoCloseable {
    private final Network network;
    private final Workers workers;
    private final ExecutionPlan<LayerPlan> plan;
    private final Workspace workspace;
    private final NetworkPass[] passes;

    /** For each worker the gradients of the parameters, which nobody reads. */
    private final MemorySegment[] unread;

    private boolean closed;

    /**
     * Allocates the buffers.
     *
     * @param network stays the caller's to close
     * @param workers threads that share the work; stay the caller's to close
     * @throws IllegalArgumentException if it has layers that look at a whole batch outside of
     *     training, too
     * @throws IllegalStateException if the network is closed
     */
    public InputGradient(Network network, Workers workers) {
        this.network = network;
        this.workers = workers;
        plan = ExecutionPlan.ofGroups(network, ExecutionPlan.Goal.INPUT_GRADIENT);
        if (!new Meetings(plan.layers()).isEmpty()) {
            throw new IllegalArgumentException(
                    "A layer that needs a whole batch has no gradient for single images; take it"
                            + " out, or override Layer.inputGradientPlan.");
        }
        passes = new NetworkPass[workers.threads()];
        unread = new MemorySegment[passes.length];
        workspace =
                Workspace.filled(memory -> {
                    for (int worker = 0; worker < passes.length; worker++) {
                        passes[worker] = new NetworkPass(plan, LaneGroup.forInference(), memory);
                        unread[worker] = memory.floats(network.memory().byteSize() / Float.BYTES);
                    }
                    return memory;
                });
    }

    /**
     * Returns for each image the gradient of one output by the input, N×C×H×W: of the score of a
     * class, before the softmax.
     *
     * @param nchw the images one after the other
     * @param outputs number of an output for each image
     * @throws IllegalArgumentException if the floats are not those of as many images
     * @throws IndexOutOfBoundsException if the network has no such output
     * @throws IllegalStateException if this or the network is closed
     */
    public float[] of(float[] nchw, int... outputs) {
        if (closed) {
            throw new IllegalStateException("This gradient is closed; use it before closing it.");
        }
        network.requireOpen();
        int elements = network.input().elements();
        int scores = network.output().elements();
        if (nchw.length != (long) outputs.length * elements) {
            throw new ShapeException(
                    "%d images of %s are not %d floats."
                            .formatted(outputs.length, network.input(), nchw.length));
        }
        for (int output : outputs) {
            Objects.checkIndex(output, scores);
        }
        plan.packChanges(workers);
        int[] order = IntStream.range(0, outputs.length).toArray();
        float[] gradients = new float[nchw.length];
        workers.run(
                Math.ceilDiv(outputs.length, Lanes.COUNT),
                (group, worker) -> {
                    NetworkPass pass = passes[worker];
                    int first = group * Lanes.COUNT;
                    int images = Math.min(Lanes.COUNT, outputs.length - first);
                    pass.group().set(0, first, images);
                    pass.input().loadImages(nchw, order, first, images);
                    pass.forward();
                    float[] ones = new float[images * scores];
                    for (int image = 0; image < images; image++) {
                        ones[image * scores + outputs[first + image]] = 1;
                    }
                    pass.outputGradient().load(ones, 0, images);
                    unread[worker].fill((byte) 0);
                    pass.backward(unread[worker]);
                    pass.inputGradient().store(gradients, first * elements, images);
                });
        return gradients;
    }

    /**
     * Frees the buffers; the network and the workers stay open.
     *
     * @throws IllegalStateException if this is closed already
     */
    @Override
    public void close() {
        if (closed) {
            throw new IllegalStateException("This gradient is closed already; close it once.");
        }
        closed = true;
        workspace.close();
    }
}
