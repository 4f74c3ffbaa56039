package io.github.lanewise.engine.network;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Takes the lane groups of a batch forward and backward, shard by shard. A worker takes one group
 * at a time through the whole network; where groups meet, all go together from meeting to meeting,
 * each with buffers of its own.
 */
final class ShardRunner {
    private final Workers workers;
    private final Meetings meetings;

    /** One per worker or, where groups meet, one per group of a batch. */
    private final NetworkPass[] passes;

    private final int[][] labels;
    private final MemorySegment[] shards;
    private final double[] shardLoss;
    private final int[] shardCorrect;
    private final Workers.Task shardTask = this::runShard;
    private final Workers.Task forwardTask = this::forwardStretch;
    private final Workers.Task lossTask = this::losses;
    private final Workers.Task backwardTask = this::backwardStretch;
    private final Meetings.Stretch forwardStretch =
            (first, end, begins, ends) -> runStretch(forwardTask, first, end, begins, ends);
    private final Meetings.Stretch backwardStretch =
            (first, end, begins, ends) -> runStretch(backwardTask, first, end, begins, ends);

    private Samples samples;
    private int[] order = {};
    private int from;
    private int count;
    private int used;
    private long step;

    /** What {@link Meetings.Stretch#run} is called with, for the tasks of a stretch. */
    private int stretchFrom;

    private int stretchTo;
    private boolean stretchBegins;
    private boolean stretchEnds;

    /**
     * Allocates the buffers.
     *
     * @param groups lane groups of the largest batch
     * @param shards for each the gradients of all that is learned
     * @param settings of the training
     */
    ShardRunner(
            ExecutionPlan<LayerPlan> plan,
            int groups,
            MemorySegment[] shards,
            TrainingBuilder settings,
            Workspace workspace) {
        workers = settings.workers();
        this.shards = shards;
        samples = new FloatSamples(new float[0], new int[0], plan.shapes().getFirst());
        meetings = new Meetings(plan.layers());
        passes = new NetworkPass[meetings.isEmpty() ? workers.threads() : groups];
        labels = new int[passes.length][Lanes.COUNT];
        for (int i = 0; i < passes.length; i++) {
            LaneGroup group = LaneGroup.forTraining(settings.seed());
            passes[i] = new NetworkPass(plan, group, settings.labelSmoothing(), workspace);
        }
        shardLoss = new double[shards.length];
        shardCorrect = new int[shards.length];
    }

    /**
     * Runs a batch. If a shard fails, none of its gradients stay behind for the next step.
     *
     * @param first place in {@code imageOrder} of the first image
     * @param number of images
     * @param numberOfStep from 0
     */
    void run(Samples images, int[] imageOrder, int first, int number, long numberOfStep) {
        samples = images;
        order = imageOrder;
        from = first;
        count = number;
        step = numberOfStep;
        used = Math.min(shards.length, Math.ceilDiv(number, Lanes.COUNT));
        Arrays.fill(shardLoss, 0);
        Arrays.fill(shardCorrect, 0);
        boolean done = false;
        try {
            if (meetings.isEmpty()) {
                workers.run(used, shardTask);
            } else {
                runTogether();
            }
            meetings.commit();
            done = true;
        } finally {
            if (!done) {
                for (MemorySegment shard : shards) {
                    shard.fill((byte) 0);
                }
            }
        }
    }

    /** Returns the number of shards of the last batch. */
    int used() {
        return used;
    }

    /** Returns the summed loss of the last batch. */
    double loss() {
        double loss = 0;
        for (int shard = 0; shard < used; shard++) {
            loss += shardLoss[shard];
        }
        return loss;
    }

    /** Returns how many images of the last batch were classified correctly. */
    int correct() {
        int correct = 0;
        for (int shard = 0; shard < used; shard++) {
            correct += shardCorrect[shard];
        }
        return correct;
    }

    /** Takes all groups together from meeting to meeting. */
    private void runTogether() {
        int groups = Math.ceilDiv(count, Lanes.COUNT);
        meetings.forward(groups, forwardStretch);
        workers.run(used, lossTask);
        meetings.backward(groups, shards[0], backwardStretch);
    }

    private void runStretch(Workers.Task task, int first, int end, boolean begins, boolean ends) {
        stretchFrom = first;
        stretchTo = end;
        stretchBegins = begins;
        stretchEnds = ends;
        workers.run(used, task);
    }

    private void forwardStretch(int shard, int worker) {
        for (int group = firstGroup(shard); group < firstGroup(shard + 1); group++) {
            NetworkPass pass = passes[group];
            if (stretchBegins) {
                load(group, pass, labels[group]);
            }
            pass.forward(stretchFrom, stretchTo);
            if (!stretchEnds) {
                pass.gather(stretchTo);
            }
        }
    }

    private void losses(int shard, int worker) {
        for (int group = firstGroup(shard); group < firstGroup(shard + 1); group++) {
            loss(shard, passes[group], labels[group]);
        }
    }

    private void backwardStretch(int shard, int worker) {
        for (int group = firstGroup(shard); group < firstGroup(shard + 1); group++) {
            passes[group].backward(stretchFrom, stretchTo, shards[shard]);
            if (!stretchEnds) {
                passes[group].gatherBackward(stretchFrom - 1);
            }
        }
    }

    private int firstGroup(int shard) {
        int groups = Math.ceilDiv(count, Lanes.COUNT);
        return (int) ((long) groups * shard / used);
    }

    private void runShard(int shard, int worker) {
        NetworkPass pass = passes[worker];
        for (int group = firstGroup(shard); group < firstGroup(shard + 1); group++) {
            load(group, pass, labels[worker]);
            pass.forward();
            loss(shard, pass, labels[worker]);
            pass.backward(shards[shard]);
        }
    }

    private void load(int group, NetworkPass pass, int[] groupLabels) {
        int first = group * Lanes.COUNT;
        int images = Math.min(Lanes.COUNT, count - first);
        for (int lane = 0; lane < images; lane++) {
            groupLabels[lane] = samples.label(order[from + first + lane]);
        }
        pass.group().set(step, first, images);
        samples.load(order, from + first, images, pass.input());
    }

    private void loss(int shard, NetworkPass pass, int[] groupLabels) {
        int images = pass.images();
        pass.loss().forward(groupLabels, images);
        shardLoss[shard] += pass.loss().loss();
        shardCorrect[shard] += pass.loss().correct();
        pass.loss().backward(groupLabels, images, 1f / count);
    }
}
