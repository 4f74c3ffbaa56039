package io.github.lanewise.engine.network;

import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Applies a network, to one image or many. Lane groups of images are taken through it with images
 * in lanes, and the few that are left one by one with channels in lanes, whichever is expected to
 * be faster. It sees every change of the parameters that is made between two calls. One thread may
 * use it at a time.
 *
 * <p>Both ways round differently: an image may get other last bits in another number of images, but
 * never with another number of threads.
 */
public final class Inference implements AutoCloseable {
    private final Network network;
    private final Workers workers;
    private final LaneChoice choice;

    /** Owners of the buffers of the two ways, which are made when they are needed first. */
    private final List<Workspace> workspaces = new ArrayList<>();

    private Optional<GroupInference> groups = Optional.empty();
    private Optional<ImageInference> single = Optional.empty();
    private boolean closed;

    /**
     * Creates it; buffers are allocated when they are needed first.
     *
     * @param network stays the caller's to close
     * @param workers threads that share the work; stay the caller's to close
     * @throws IllegalStateException if the network is closed
     */
    public Inference(Network network, Workers workers) {
        network.requireOpen();
        this.network = network;
        this.workers = workers;
        choice = LaneChoice.of(network);
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
        double[] losses = new double[order.length];
        int[] correct = new int[order.length];
        run(
                samples,
                order,
                (first, outputs) -> {
                    losses[first] = outputs.loss().loss();
                    correct[first] = outputs.loss().correct();
                    for (int lane = 0; lane < outputs.images(); lane++) {
                        int label = samples.label(first + lane);
                        confusion.add(label, outputs.loss().predicted(lane));
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
                (first, outputs) ->
                        outputs.probabilities()
                                .store(probabilities, first * classes, outputs.images()));
        return probabilities;
    }

    /**
     * Computes what the last layer makes of each image, such as the scores of classes before the
     * softmax.
     *
     * @param nchw native-order floats of the images one after the other
     * @param outputs receives those of the outputs, in N×K×P×Q order
     * @throws IllegalArgumentException if the sizes are not those of whole images, as many in both
     * @throws IllegalStateException if this or the network is closed
     */
    public void apply(MemorySegment nchw, MemorySegment outputs) {
        SegmentSamples samples = new SegmentSamples(nchw, network.input());
        long bytes = 4L * network.output().elements();
        if (outputs.byteSize() != samples.count() * bytes) {
            throw new ShapeException(
                    "Outputs of "
                            + network.output()
                            + " for "
                            + samples.count()
                            + " images take "
                            + samples.count() * bytes
                            + " bytes, not "
                            + outputs.byteSize()
                            + ".");
        }
        run(
                samples,
                IntStream.range(0, samples.count()).toArray(),
                (first, made) -> made.logits().store(outputs, first * bytes, made.images()));
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
                (first, outputs) -> {
                    for (int lane = 0; lane < outputs.images(); lane++) {
                        classes[first + lane] = outputs.loss().predicted(lane);
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

    private void run(Samples samples, int[] order, Outputs.Collector collector) {
        if (closed) {
            throw new IllegalStateException("This inference is closed; use it before closing it.");
        }
        network.requireOpen();
        int grouped = choice.grouped(order.length);
        if (grouped > 0) {
            groups().run(samples, order, 0, grouped, collector);
        }
        if (grouped < order.length) {
            single().run(samples, order, grouped, order.length, collector);
        }
    }

    private GroupInference groups() {
        if (groups.isEmpty()) {
            groups = Optional.of(filled(memory -> new GroupInference(network, workers, memory)));
        }
        return groups.get();
    }

    private ImageInference single() {
        if (single.isEmpty()) {
            single = Optional.of(filled(memory -> new ImageInference(network, workers, memory)));
        }
        return single.get();
    }

    /** Returns what is built in a workspace of its own; if that fails, nothing stays allocated. */
    private <T> T filled(Function<Workspace, T> user) {
        return Workspace.filled(memory -> {
            T result = user.apply(memory);
            workspaces.add(memory);
            return result;
        });
    }

    /**
     * Frees the buffers; the network and the workers stay open.
     *
     * @throws IllegalStateException if this is closed already
     */
    @Override
    public void close() {
        if (closed) {
            throw new IllegalStateException("This inference is closed already; close it once.");
        }
        closed = true;
        workspaces.forEach(Workspace::close);
    }
}
