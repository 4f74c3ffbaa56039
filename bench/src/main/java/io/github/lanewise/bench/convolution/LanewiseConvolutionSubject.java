package io.github.lanewise.bench.convolution;

import io.github.lanewise.bench.BoundLayer;
import io.github.lanewise.bench.shape.ConvShape;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.conv.ConvAlgorithm;
import io.github.lanewise.engine.layer.conv.ConvChoice;
import io.github.lanewise.engine.layer.conv.ConvChoices;
import io.github.lanewise.engine.network.ShardGradients;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * A convolution as Lanewise computes it with images in lanes. The batch is cut into lane groups
 * with buffers of their own, so that more threads than groups have nothing to do. Each thread takes
 * a run of groups, as a rule the same in each call: otherwise they would wander between the caches
 * of the cores, which they do not in a network, where each thread has buffers that it uses again.
 * The filters are packed beforehand. For the gradients of filters and bias the groups are cut into
 * shards, at most 16, whose sums are added in a fixed order, as in training.
 *
 * <p>In its own layout x, y, dy and dx stand in lanes, with the zeros around them that the kernels
 * read. With a column stride the kernels read x from a copy, whose time counts in both directions
 * that read x, though a network makes it once for both.
 */
final class LanewiseConvolutionSubject implements ConvolutionSubject {
    private static final int WEIGHT = 0;
    private static final int BIAS = 1;

    private final ConvolutionData data;
    private final Direction direction;
    private final Workers workers;
    private final Workspace workspace = new Workspace();
    private final ConvChoice choice;
    private final BoundLayer layer;
    private final GroupPass[] groups;
    private final ShardGradients gradients;

    /** What is not cut further: lane groups, or the shards of gradients. */
    private final int units;

    private final int tasks;
    private final Workers.Task ownTask = this::runOwn;

    /** What a plain caller has; only made for one. */
    private Optional<PlainCaller> plain = Optional.empty();

    /** Plain memory, and the task that starts from it and ends in it. */
    private final class PlainCaller {
        private final PlainInput input = new PlainInput(data, direction);
        private final float[] result = new float[resultElements()];
        private final Workers.Task task = this::run;

        private void run(int task, int worker) {
            for (int group = firstGroup(task); group < firstGroup(task + 1); group++) {
                groups[group].load(input);
                groups[group].run();
                groups[group].store(result);
            }
        }
    }

    /**
     * Allocates the buffers and fills them.
     *
     * @param algorithm that computes it
     * @throws IllegalArgumentException if Lanewise has no such layer, or there is no thread
     */
    LanewiseConvolutionSubject(
            ConvolutionData data, Direction direction, ConvAlgorithm algorithm, int threads) {
        ConvShape g = data.shape();
        Conv2d conv = LanewiseConvolution.layer(g).algorithm(algorithm);
        this.data = data;
        this.direction = direction;
        workers = new Workers(threads);
        Shape input = Shape.of(g.c(), g.h(), g.w());
        choice = choice(conv.choices(input));
        layer =
                new BoundLayer(
                        conv,
                        input,
                        List.of(data.w(), data.bias()),
                        direction != Direction.FORWARD,
                        workspace);
        groups = new GroupPass[Math.ceilDiv(g.n(), Tensor.LANES)];
        long gradientBytes = direction == Direction.BACKWARD_WEIGHTS ? layer.gradientBytes() : 0;
        gradients = new ShardGradients(groups.length, gradientBytes, workspace);
        units = direction == Direction.BACKWARD_WEIGHTS ? gradients.count() : groups.length;
        tasks = Math.min(threads, units);
        for (int task = 0; task < tasks; task++) {
            bindGroups(task);
        }
    }

    private ConvChoice choice(ConvChoices choices) {
        return switch (direction) {
            case FORWARD -> choices.forward();
            case BACKWARD_DATA -> choices.inputGradient();
            case BACKWARD_WEIGHTS -> choices.filterGradient();
        };
    }

    private void bindGroups(int task) {
        MemorySegment scratch = workspace.floats(layer.plan().scratchFloats());
        GroupPasses passes = new GroupPasses(layer, data.shape().n(), scratch, workspace);
        PlainInput input = new PlainInput(data, direction);
        for (int unit = firstUnit(task); unit < firstUnit(task + 1); unit++) {
            for (int group = groupsBefore(unit); group < groupsBefore(unit + 1); group++) {
                groups[group] =
                        switch (direction) {
                            case FORWARD -> passes.forward(group);
                            case BACKWARD_DATA -> passes.backwardData(group);
                            case BACKWARD_WEIGHTS ->
                                    passes.backwardWeights(group, gradients.shard(unit));
                        };
                groups[group].load(input);
            }
        }
    }

    private int groupsBefore(int unit) {
        return (int) ((long) groups.length * unit / units);
    }

    /** Returns the first group of a task, which takes the groups up to that of the next. */
    private int firstGroup(int task) {
        return groupsBefore(firstUnit(task));
    }

    private int firstUnit(int task) {
        return (int) ((long) units * task / tasks);
    }

    private void runOwn(int task, int worker) {
        for (int group = firstGroup(task); group < firstGroup(task + 1); group++) {
            groups[group].run();
        }
    }

    @Override
    public void run() {
        runAll(ownTask);
    }

    @Override
    public void runFromNchw() {
        PlainCaller caller = plain.orElseGet(PlainCaller::new);
        plain = Optional.of(caller);
        runAll(caller.task);
        if (direction == Direction.BACKWARD_WEIGHTS) {
            gradients.copy(layer.parameter(WEIGHT), caller.result);
        }
    }

    private void runAll(Workers.Task task) {
        workers.run(tasks, task);
        if (direction == Direction.BACKWARD_WEIGHTS) {
            gradients.sum(workers);
        }
    }

    @Override
    public float[] result(boolean fromNchw) {
        if (fromNchw) {
            return plain.map(caller -> caller.result).orElseThrow().clone();
        }
        float[] result = new float[resultElements()];
        for (GroupPass group : groups) {
            group.store(result);
        }
        if (direction == Direction.BACKWARD_WEIGHTS) {
            gradients.copy(layer.parameter(WEIGHT), result);
        }
        return result;
    }

    private int resultElements() {
        return switch (direction) {
            case FORWARD -> data.shape().yElements();
            case BACKWARD_DATA -> data.shape().xElements();
            case BACKWARD_WEIGHTS -> data.shape().wElements();
        };
    }

    /** Returns db as the last call computed it, for each filter. */
    float[] biasGradient() {
        float[] sums = new float[data.shape().k()];
        gradients.copy(layer.parameter(BIAS), sums);
        return sums;
    }

    @Override
    public String implementation() {
        return choice.algorithm().title() + ", images in lanes";
    }

    @Override
    public void close() {
        workers.close();
        workspace.close();
    }
}
