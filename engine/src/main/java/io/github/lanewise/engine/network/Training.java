package io.github.lanewise.engine.network;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.optimizer.Optimizer;
import io.github.lanewise.engine.optimizer.ParameterRange;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;

/**
 * Trains a network with softmax cross-entropy. A batch is cut into shards of whole lane groups;
 * each shard sums its own gradients, and these are added in a fixed order. The cut depends on the
 * batch, the lane count and the size of the network, never on the threads, so any number of threads
 * gives the same bits; there are at most 16 shards, so no more threads have work. With batch
 * normalization each lane group of the batch has buffers of its own, else each thread. Once
 * compiled, a step allocates next to nothing. One thread may use a training at a time.
 */
public final class Training implements AutoCloseable {
    /** Bytes that all shard gradients together may take, unless two shards already take more. */
    private static final long SHARD_BYTES = 256L << 20;

    private static final int MOST_SHARDS = 16;

    /** Bytes of parameters that one task of the update takes. */
    private static final long RANGE_BYTES = 32 << 10;

    private final Network network;
    private final Workers workers;
    private final Optimizer optimizer;
    private final double clipNorm;
    private final int batch;
    private final Workspace workspace;
    private final ExecutionPlan<LayerPlan> plan;
    private final ShardRunner runner;
    private final MemorySegment[] shards;
    private final MemorySegment[] state;
    private final ParameterRange[] ranges;
    private final double[] squares;
    private final Workers.Task packTask = this::pack;
    private final Workers.Task sumTask = this::sumRange;
    private final Workers.Task updateTask = this::updateRange;
    private final Workers.Task sumAndUpdateTask = this::sumAndUpdateRange;

    private float scale = 1;
    private double learningRate;
    private long step;
    private double loss;
    private int correct;

    Training(TrainingBuilder builder, Workspace workspace) {
        this.workspace = workspace;
        network = builder.network();
        workers = builder.workers();
        optimizer = builder.optimizer();
        clipNorm = builder.clipNorm();
        batch = builder.batch();
        plan = ExecutionPlan.ofGroups(network, ExecutionPlan.Goal.PARAMETER_GRADIENTS);
        int groups = Math.ceilDiv(batch, Lanes.COUNT);
        long bytes = network.memory().byteSize();
        long most = Math.clamp(SHARD_BYTES / Math.max(1, bytes), 2, MOST_SHARDS);
        shards = segments(Math.toIntExact(Math.min(groups, most)), bytes);
        state = segments(optimizer.stateFloats(), bytes);
        MemorySegment gradients = workspace.floats(bytes / Float.BYTES);
        ranges = new ParameterRange[Math.toIntExact(Math.ceilDiv(bytes, RANGE_BYTES))];
        for (int i = 0; i < ranges.length; i++) {
            long to = Math.min(bytes, (i + 1) * RANGE_BYTES);
            ranges[i] = new ParameterRange(network.memory(), gradients, i * RANGE_BYTES, to);
        }
        squares = new double[ranges.length];
        runner = new ShardRunner(plan, groups, shards, builder, workspace);
    }

    private MemorySegment[] segments(int number, long bytes) {
        MemorySegment[] segments = new MemorySegment[number];
        for (int i = 0; i < number; i++) {
            segments[i] = workspace.floats(bytes / Float.BYTES);
        }
        return segments;
    }

    /** Returns a builder of a training of {@code network}: batches of 64, one thread, plain SGD. */
    public static TrainingBuilder of(Network network) {
        return new TrainingBuilder(network);
    }

    /**
     * Makes one step: forward, backward, update.
     *
     * @param images where the images come from
     * @param imageOrder numbers of images
     * @param first place in {@code imageOrder} of the first image of the batch
     * @param number of images, 1 to the batch size
     * @param rate learning rate of this step
     * @return mean loss of the batch, before the update
     * @throws IllegalArgumentException if the images do not fit the network, there are more than a
     *     batch, or a label is not a class
     * @throws IndexOutOfBoundsException if the order is too short or names an image that is not
     *     there
     * @throws IllegalStateException if the training or its network is closed
     */
    public double step(Samples images, int[] imageOrder, int first, int number, double rate) {
        workspace.requireOpen("training");
        network.requireOpen();
        Checks.samples(images, network);
        if (number < 1 || number > batch) {
            throw new IllegalArgumentException(
                    "A step takes 1 to " + batch + " images, not " + number + ".");
        }
        if (!Double.isFinite(rate)) {
            throw new IllegalArgumentException(
                    "A learning rate is a finite number, not " + rate + ".");
        }
        Checks.labels(images, imageOrder, first, number, network.output().elements());
        learningRate = rate;
        workers.run(plan.packTasks(), packTask);
        // Copies of the parameters are out of date even if this fails half way.
        network.changed();
        runner.run(images, imageOrder, first, number, step);
        update();
        step++;
        loss = runner.loss();
        correct = runner.correct();
        return loss / number;
    }

    private void pack(int task, int worker) {
        plan.pack(task);
    }

    private void update() {
        if (clipNorm == Double.POSITIVE_INFINITY) {
            workers.run(ranges.length, sumAndUpdateTask);
            return;
        }
        workers.run(ranges.length, sumTask);
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        double norm = Math.sqrt(sum);
        scale = norm > clipNorm ? (float) (clipNorm / norm) : 1;
        workers.run(ranges.length, updateTask);
    }

    private void sumRange(int range, int worker) {
        GradientKernel.sumShards(ranges[range], shards, runner.used());
        squares[range] = GradientKernel.squaredNorm(ranges[range]);
    }

    private void updateRange(int range, int worker) {
        if (scale != 1) {
            GradientKernel.scale(ranges[range], scale);
        }
        optimizer.update(ranges[range], state, learningRate, step);
    }

    private void sumAndUpdateRange(int range, int worker) {
        GradientKernel.sumShards(ranges[range], shards, runner.used());
        optimizer.update(ranges[range], state, learningRate, step);
    }

    /** Returns the summed loss of the last step's images. */
    public double loss() {
        return loss;
    }

    /** Returns how many images of the last step were classified correctly, before the update. */
    public int correct() {
        return correct;
    }

    /** Returns the number of steps made. */
    public long steps() {
        return step;
    }

    /**
     * Returns what the optimizer remembers, by parameter; nothing for plain gradient descent.
     *
     * <p>A training can be continued in another one, with the same bits, from: these tensors,
     * {@link #steps()}, and all {@link Network#parameters() parameters} of the network, running
     * statistics included. What is random in layers follows from seed and step alone. Network,
     * batch, optimizer, seed and lane count have to be the same.
     */
    public List<StateTensor> state() {
        workspace.requireOpen("training");
        return TrainingState.tensors(network, optimizer, state);
    }

    /**
     * Goes on where another training was; the parameters of the network are the caller's to set.
     *
     * @param steps what {@link #steps()} was
     * @param values the floats of {@link #state()} by their names
     * @throws IllegalArgumentException if the steps are below 0, or the names or sizes are not
     *     those of this training; nothing has changed then
     * @throws IllegalStateException if the training is closed
     */
    public void restore(long steps, Map<String, float[]> values) {
        workspace.requireOpen("training");
        if (steps < 0) {
            throw new IllegalArgumentException("Steps are at least 0, not " + steps + ".");
        }
        TrainingState.set(state(), values);
        step = steps;
    }

    /**
     * Frees the buffers; the network and the workers stay open.
     *
     * @throws IllegalStateException if the training is closed already
     */
    @Override
    public void close() {
        workspace.close();
    }
}
