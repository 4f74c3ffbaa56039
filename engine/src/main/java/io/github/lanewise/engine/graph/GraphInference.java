package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.parallel.Team;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a graph. Any number of threads may call {@link #run} at the same time; each call takes a
 * slab of memory, of which there are as many as the team has threads. Results have the same bits
 * for any number of threads and callers. A call allocates nothing, but for the slab of the first
 * one that has to share the team.
 */
public final class GraphInference implements AutoCloseable {
    private final Graph graph;
    private final Team team;
    private final Workspace workspace;

    /** Owner of the slabs of callers who share the team. */
    private final Workspace sharers = new Workspace();

    private final GraphPlan plan;
    private final boolean byImage;

    /** Memory of each caller that computes on its own thread; made when it is needed first. */
    private final MemorySegment[] slabs;

    private final MemorySegment[] scratch;
    private final BoundGraph[] alone;
    private final int[] free;
    private int freeCount;
    private final BoundGraph whole;
    private final long besidesSlabs;
    private final BatchTask batch = new BatchTask();

    /**
     * Plans a graph and allocates the memory of one call.
     *
     * @param graph what is run; its constants have to live as long as this
     * @param team threads that compute; stays the caller's to close, after this
     * @throws ShapeException if the graph cannot be planned
     */
    public GraphInference(Graph graph, Team team) {
        this(graph, team, Long.MAX_VALUE);
    }

    /**
     * Plans a graph and allocates the memory of one call.
     *
     * @param graph what is run; its constants have to live as long as this
     * @param team threads that compute; stays the caller's to close, after this
     * @param mostBytes how many bytes of native memory this may take, constants aside; the slabs of
     *     callers who share the team come on top
     * @throws ShapeException if the graph cannot be planned, or takes more memory
     */
    public GraphInference(Graph graph, Team team, long mostBytes) {
        this.graph = graph;
        this.team = team;
        workspace = new Workspace(mostBytes);
        int threads = team.threads();
        slabs = new MemorySegment[threads];
        scratch = new MemorySegment[threads];
        alone = new BoundGraph[threads];
        free = new int[threads];
        for (int i = threads - 1; i >= 0; i--) {
            free[freeCount++] = i;
        }
        boolean done = false;
        try {
            plan = new GraphPlan(graph, threads, workspace);
            byImage = keepsImages(graph);
            for (int i = 0; i < threads; i++) {
                scratch[i] = workspace.floats(Math.max(1, plan.scratchFloats()));
            }
            besidesSlabs = workspace.liveBytes();
            slabs[0] = plan.newSlab(workspace);
            whole = new BoundGraph(plan, slabs[0], List.of(scratch));
            done = true;
        } finally {
            if (!done) {
                workspace.close();
                sharers.close();
            }
        }
    }

    private static boolean keepsImages(Graph graph) {
        List<Value> ends = new ArrayList<>(graph.inputs());
        ends.addAll(graph.outputs());
        return ends.stream().allMatch(GraphInference::isOneImage)
                && graph.nodes().stream().allMatch(GraphInference::keepsImages);
    }

    private static boolean isOneImage(Value value) {
        return !value.isConstant() && value.extents().rank() > 0 && value.extents().get(0) == 1;
    }

    private static boolean keepsImages(Node node) {
        return node.outputs().stream().allMatch(GraphInference::isOneImage)
                && node.operation().keepsImages(node.inputs(), node.outputs());
    }

    /** Returns the graph. */
    public Graph graph() {
        return graph;
    }

    /**
     * Returns whether the graph is one of one image, and computes images independently, so that
     * {@link #run} can be called for any number of them.
     */
    public boolean runsImageByImage() {
        return byImage;
    }

    /** Runs the graph once; see {@link #run(List, List, int)}. */
    public void run(List<MemorySegment> inputs, List<MemorySegment> outputs) {
        run(inputs, outputs, 1);
    }

    /**
     * Runs the graph, once for each image.
     *
     * @param inputs row-major native-order floats of each input of the graph: those of all images,
     *     one after the other
     * @param outputs receives those of each output
     * @param images number of images; 1 unless the graph {@linkplain #runsImageByImage() runs image
     *     by image}
     * @throws ShapeException if a segment has another size
     * @throws IllegalArgumentException if one for an output is read-only
     * @throws IllegalStateException if this is closed
     */
    public void run(List<MemorySegment> inputs, List<MemorySegment> outputs, int images) {
        check(inputs, outputs, images);
        boolean all = team.enter();
        try {
            requireOpen();
            if (all) {
                runOnTeam(inputs, outputs, images);
            } else {
                runAlone(inputs, outputs, images);
            }
        } finally {
            team.leave(all);
        }
    }

    /**
     * Makes sure that {@link #run} can be called with these.
     *
     * @throws ShapeException if a number or size does not fit
     * @throws IllegalArgumentException if memory of an output is read-only
     */
    public void check(List<MemorySegment> inputs, List<MemorySegment> outputs, int images) {
        if (images < 1 || (images > 1 && !byImage)) {
            throw new ShapeException(
                    "This graph computes its batch as a whole and runs once, not "
                            + images
                            + " times.");
        }
        CallerMemory.check("Input", graph.inputs(), inputs, images);
        CallerMemory.check("Output", graph.outputs(), outputs, images);
        CallerMemory.requireWritable(graph.outputs(), outputs);
    }

    /** Takes as many images at once as there are workers, and the rest one by one. */
    private void runOnTeam(List<MemorySegment> in, List<MemorySegment> out, int images) {
        int threads = team.threads();
        boolean oneByOne =
                threads == 1 || !CallerMemory.isShared(in) || !CallerMemory.isShared(out);
        int together = oneByOne ? 0 : images / threads * threads;
        if (together > 0) {
            for (int i = 0; i < threads; i++) {
                alone(i);
            }
            batch.inputs = in;
            batch.outputs = out;
            try {
                team.workers().run(together, batch);
            } finally {
                batch.inputs = List.of();
                batch.outputs = List.of();
            }
        }
        for (int image = together; image < images; image++) {
            whole.load(in, image);
            whole.run(team.workers());
            whole.store(out, image);
        }
    }

    private void runAlone(List<MemorySegment> in, List<MemorySegment> out, int images) {
        int seat = take();
        try {
            for (int image = 0; image < images; image++) {
                runImage(alone(seat), in, out, image);
            }
        } finally {
            give(seat);
        }
    }

    private static void runImage(
            BoundGraph bound, List<MemorySegment> in, List<MemorySegment> out, int image) {
        bound.load(in, image);
        bound.run();
        bound.store(out, image);
    }

    /** Images that workers take at the same time, each with a slab of its own. */
    private final class BatchTask implements Workers.Task {
        private List<MemorySegment> inputs = List.of();
        private List<MemorySegment> outputs = List.of();

        @Override
        public void run(int image, int worker) {
            runImage(alone(worker), inputs, outputs, image);
        }
    }

    private synchronized int take() {
        return free[--freeCount];
    }

    private synchronized void give(int seat) {
        free[freeCount++] = seat;
    }

    private synchronized BoundGraph alone(int seat) {
        if (alone[seat] == null) {
            if (slabs[seat] == null) {
                slabs[seat] = plan.newSlab(sharers);
            }
            alone[seat] = new BoundGraph(plan, slabs[seat], List.of(scratch[seat]));
        }
        return alone[seat];
    }

    private void requireOpen() {
        workspace.requireOpen("inference");
    }

    /** Returns the steps in order, changes of memory order included. */
    public List<NodeSummary> nodes() {
        return plan.steps().stream().map(NodeSummary::of).toList();
    }

    /** Returns the bytes that the values of one call take at most at one time: those of a slab. */
    public long slabBytes() {
        return plan.slabBytes();
    }

    /** Returns the bytes that the values of one call would take if none shared memory. */
    public long unsharedBytes() {
        return plan.unsharedBytes();
    }

    /** Returns the bytes that this holds besides slabs, however many call it: scratch, filters. */
    public long bytesBesidesSlabs() {
        return besidesSlabs;
    }

    /** Returns the bytes of native memory that this holds now: slabs, scratch, packed filters. */
    public long liveBytes() {
        return workspace.liveBytes() + sharers.liveBytes();
    }

    /**
     * Frees all memory after the calls that are under way.
     *
     * @throws IllegalStateException if this is closed already
     */
    @Override
    public void close() {
        team.enterAlone();
        try {
            requireOpen();
            workspace.close();
            sharers.close();
        } finally {
            team.leave(true);
        }
    }
}
