package io.github.lanewise.engine.network;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.stream.IntStream;

/**
 * Applies a network, many images at a time. It sees every change of the parameters that is made
 * between two calls. One thread may use it at a time.
 */
public final class Inference implements AutoCloseable {
    private final Network network;
    private final Workers workers;
    private final Workspace workspace;
    private final ExecutionPlan plan;
    private final NetworkPass[] passes;

    /**
     * Allocates the buffers.
     *
     * @param network stays the caller's to close
     * @param workers threads that share the work; stay the caller's to close
     * @throws IllegalStateException if the network is closed
     */
    public Inference(Network network, Workers workers) {
        this.network = network;
        this.workers = workers;
        plan = new ExecutionPlan(network, false);
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
     * Classifies all images and compares with their labels.
     *
     * @throws IllegalArgumentException if there is no image, the images do not fit the network, or
     *     a label is not a class
     * @throws IllegalStateException if this or the network is closed
     */
    public Evaluation evaluate(Samples samples) {
        Checks.samples(samples, network);
        if (samples.count() < 1) {
            throw new IllegalArgumentException("There is no image to evaluate; pass at least one.");
        }
        int classes = network.output().elements();
        int[] order = IntStream.range(0, samples.count()).toArray();
        Checks.labels(samples, order, 0, order.length, classes);
        Confusion confusion = new Confusion(classes);
        double[] losses = new double[Math.ceilDiv(order.length, Lanes.COUNT)];
        int[] correct = new int[losses.length];
        run(
                samples,
                order,
                (pass, group) -> {
                    losses[group] = pass.loss().loss();
                    correct[group] = pass.loss().correct();
                    for (int lane = 0; lane < pass.group().images(); lane++) {
                        int label = samples.label(group * Lanes.COUNT + lane);
                        confusion.add(label, pass.loss().predicted(lane));
                    }
                });
        double loss = 0;
        for (double groupLoss : losses) {
            loss += groupLoss;
        }
        int right = IntStream.of(correct).sum();
        return new Evaluation(order.length, loss / order.length, right, confusion);
    }

    /**
     * Returns the probability of each class for each image, {@code images × classes}.
     *
     * @param nchw the images one after the other
     * @throws IllegalArgumentException if the length is not a whole number of images
     * @throws IllegalStateException if this or the network is closed
     */
    public float[] predict(float[] nchw) {
        int classes = network.output().elements();
        int images = images(nchw);
        Samples samples = new FloatSamples(nchw, new int[images], network.input());
        float[] probabilities = new float[Math.multiplyExact(images, classes)];
        run(
                samples,
                IntStream.range(0, images).toArray(),
                (pass, group) -> {
                    Tensor result = pass.probabilities();
                    int offset = group * Lanes.COUNT * classes;
                    result.store(probabilities, offset, pass.group().images());
                });
        return probabilities;
    }

    /**
     * Returns the most probable class of each image.
     *
     * @param nchw the images one after the other
     * @throws IllegalArgumentException if the length is not a whole number of images
     * @throws IllegalStateException if this or the network is closed
     */
    public int[] classify(float[] nchw) {
        int images = images(nchw);
        Samples samples = new FloatSamples(nchw, new int[images], network.input());
        int[] classes = new int[images];
        run(
                samples,
                IntStream.range(0, images).toArray(),
                (pass, group) -> {
                    for (int lane = 0; lane < pass.group().images(); lane++) {
                        classes[group * Lanes.COUNT + lane] = pass.loss().predicted(lane);
                    }
                });
        return classes;
    }

    private int images(float[] nchw) {
        int elements = network.input().elements();
        if (nchw.length % elements != 0) {
            throw new ShapeException(
                    nchw.length
                            + " floats are not a whole number of images of "
                            + network.input()
                            + ", which take "
                            + elements
                            + " each.");
        }
        return nchw.length / elements;
    }

    private interface Collector {
        void collect(NetworkPass pass, int group);
    }

    private void run(Samples samples, int[] order, Collector collector) {
        workspace.requireOpen("inference");
        network.requireOpen();
        workers.run(plan.packTasks(), (task, worker) -> plan.pack(task));
        workers.run(
                Math.ceilDiv(order.length, Lanes.COUNT),
                (group, worker) -> {
                    NetworkPass pass = passes[worker];
                    int[] labels = new int[Lanes.COUNT];
                    int first = group * Lanes.COUNT;
                    int images = Math.min(Lanes.COUNT, order.length - first);
                    for (int lane = 0; lane < images; lane++) {
                        labels[lane] = samples.label(first + lane);
                    }
                    pass.group().set(0, first, images);
                    samples.load(order, first, images, pass.input());
                    pass.forward();
                    pass.loss().forward(labels, images);
                    collector.collect(pass, group);
                });
    }

    /**
     * Frees the buffers; the network and the workers stay open.
     *
     * @throws IllegalStateException if this is closed already
     */
    @Override
    public void close() {
        workspace.close();
    }
}
