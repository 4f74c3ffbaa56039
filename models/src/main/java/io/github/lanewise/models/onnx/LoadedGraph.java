package io.github.lanewise.models.onnx;

import io.github.lanewise.engine.graph.CallerMemory;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.GraphInference;
import io.github.lanewise.engine.parallel.Team;
import io.github.lanewise.engine.rewrite.Rewritten;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import io.github.lanewise.models.ModelFormatException;
import io.github.lanewise.models.onnx.file.OnnxModelFile;
import io.github.lanewise.models.onnx.file.OnnxTensor;
import io.github.lanewise.models.onnx.file.OnnxValueInfo;
import io.github.lanewise.models.onnx.importer.ConstantPool;
import io.github.lanewise.models.onnx.importer.GraphImporter;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A model file and the plans that were made of it. */
final class LoadedGraph implements AutoCloseable {
    static final String CLOSED = "This model is closed; use it before closing it.";

    /**
     * Bytes that a plan may take whatever the file holds: as many as Java's heap, and at most 4
     * GiB.
     */
    private static final long FREE_BYTES = Math.min(4L << 30, Runtime.getRuntime().maxMemory());

    /**
     * Bytes that a plan may take for each of the constants and of what a caller passes. A constant
     * packed for 16 lanes may take 256 times its bytes; deep networks on large images take less.
     */
    private static final long MOST_RATIO = 256;

    private final OnnxModelFile file;
    private final Workspace workspace = new Workspace();
    private final Team team;
    private final GraphPlanner planner;
    private final List<Signature> signatures;
    private final PlanCache plans = new PlanCache(this::plan);
    private final Optional<PlannedGraph> always;
    private final Optional<GraphInference> alwaysInference;
    private final Optional<BulkInference> bulk;
    private final boolean openInBatch;
    private final OpenBatch batch;
    private final AtomicBoolean closed = new AtomicBoolean();

    LoadedGraph(Path path, OnnxOptions options) {
        file = OnnxModelFile.open(path);
        Optional<Team> started = Optional.empty();
        boolean done = false;
        try {
            team = new Team(options.threads());
            started = Optional.of(team);
            GraphImporter importer = new GraphImporter(file, new ConstantPool(workspace));
            planner = new GraphPlanner(importer, options.rewrites(), team);
            signatures = file.graph().feeds().stream().map(Signature::new).toList();
            openInBatch =
                    !signatures.isEmpty()
                            && signatures.stream().allMatch(Signature::isOpenInBatchOnly);
            batch = new OpenBatch(planner, signatures);
            always = planAlways();
            alwaysInference = always.map(PlannedGraph::inference);
            bulk =
                    alwaysInference
                            .filter(plan -> openInBatch)
                            .map(plan -> new BulkInference(plan.graph(), team));
            done = true;
        } catch (ShapeException unfit) {
            throw new ModelFormatException(path, sentence(unfit), unfit);
        } finally {
            if (!done) {
                started.ifPresent(Team::close);
                workspace.close();
                file.close();
            }
        }
    }

    private static String sentence(ShapeException unfit) {
        String message = Objects.requireNonNullElse(unfit.getMessage(), "a shape cannot be");
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    /** Returns the plan of fixed extents or, if only the batch is open, of single images. */
    private Optional<PlannedGraph> planAlways() {
        Optional<List<Extents>> one = Signature.withBatch(signatures, 1);
        if (one.isEmpty()) {
            return Optional.empty();
        }
        Optional<PlannedGraph> planned = planOfOneImage(Signature.named(signatures, one.get()));
        if (openInBatch && planned.isPresent() && !planned.get().inference().runsImageByImage()) {
            planned.get().close();
            return Optional.empty();
        }
        return planned;
    }

    /**
     * Returns the plan of one image, if there is one: what a file calls its batch may be an axis
     * that has to have another extent.
     *
     * @throws ModelFormatException if the file is at fault
     */
    private Optional<PlannedGraph> planOfOneImage(Map<String, Extents> one) {
        try {
            return planner.planIf(
                    one, mostBytes(List.of()), graph -> !openInBatch || batch.isFreeIn(graph));
        } catch (ShapeException | ModelFormatException fault) {
            if (openInBatch && batch.mayHaveToBeAnother()) {
                return Optional.empty();
            }
            throw fault;
        }
    }

    private PlannedGraph plan(List<Extents> extents) {
        try {
            return planner.plan(Signature.named(signatures, extents), mostBytes(extents));
        } catch (ModelFormatException unfit) {
            ShapeException refused =
                    new ShapeException(
                            "The model cannot take inputs of "
                                    + extents
                                    + ": "
                                    + unfit.getMessage());
            refused.initCause(unfit);
            throw refused;
        }
    }

    /**
     * Makes sure that the model can be used.
     *
     * @throws IllegalStateException if it is closed
     */
    void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException(CLOSED);
        }
    }

    /**
     * Returns the bytes that a plan may take.
     *
     * @param given extents of the inputs, if a caller passes values of these and not only the file
     *     declares them
     */
    private long mostBytes(List<Extents> given) {
        long floats = given.stream().mapToLong(Extents::elements).sum();
        for (OnnxTensor constant : file.graph().initializers().values()) {
            floats += constant.elements();
        }
        return FREE_BYTES + MOST_RATIO * Float.BYTES * floats;
    }

    List<Signature> signatures() {
        return signatures;
    }

    List<OnnxValueInfo> outputs() {
        return file.graph().outputs();
    }

    OnnxModelFile file() {
        return file;
    }

    List<Rewritten.Change> changes() {
        return always.map(PlannedGraph::changes).orElse(List.of());
    }

    PlanCache plans() {
        return plans;
    }

    boolean isOpenInBatch() {
        return openInBatch;
    }

    /** Returns the number of images, if these extents are images for the plan of single images. */
    Optional<Integer> images(List<Extents> extents) {
        if (always.isEmpty()) {
            return Optional.empty();
        }
        if (!openInBatch || extents.isEmpty()) {
            return Optional.of(1);
        }
        int images = extents.getFirst().get(0);
        boolean same = extents.stream().allMatch(e -> e.get(0) == images);
        return same ? Optional.of(images) : Optional.empty();
    }

    Optional<GraphInference> always() {
        return alwaysInference;
    }

    /**
     * Returns the plan that needs no extents.
     *
     * @throws ShapeException if there is none
     */
    GraphInference requireAlways() {
        if (alwaysInference.isEmpty()) {
            throw new ShapeException(
                    "This model is planned for each set of extents of its inputs "
                            + signatures.stream().map(Signature::info).toList()
                            + "; pass values with extents, by name.");
        }
        return alwaysInference.get();
    }

    /** Runs a plan, with as many images as pay taken together. */
    void run(
            GraphInference plan,
            List<MemorySegment> inputs,
            List<MemorySegment> outputs,
            int images) {
        int together = bulk.isPresent() && images > 1 ? bulk.get().images(images) : 0;
        // Workers read and write the caller's memory then; that of a confined arena is its owner's.
        if (!CallerMemory.isShared(inputs) || !CallerMemory.isShared(outputs)) {
            together = 0;
        }
        if (together == 0) {
            plan.run(inputs, outputs, images);
            return;
        }
        requireOpen();
        plan.check(inputs, outputs, images);
        MemorySegment input = inputs.getFirst();
        MemorySegment output = outputs.getFirst();
        long inputBytes = input.byteSize() / images * together;
        long outputBytes = output.byteSize() / images * together;
        bulk.get().run(input.asSlice(0, inputBytes), output.asSlice(0, outputBytes));
        if (together < images) {
            plan.run(
                    List.of(input.asSlice(inputBytes)),
                    List.of(output.asSlice(outputBytes)),
                    images - together);
        }
    }

    long opset() {
        return file.operatorSet().orElse(GraphImporter.NEWEST_OPERATOR_SET);
    }

    int threads() {
        return team.threads();
    }

    long constantBytes() {
        return workspace.liveBytes()
                + always.map(planned -> planned.constants().liveBytes()).orElse(0L);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            throw new IllegalStateException("This model is closed already; close it once.");
        }
        plans.close();
        bulk.ifPresent(BulkInference::close);
        always.ifPresent(PlannedGraph::close);
        team.close();
        workspace.close();
        file.close();
    }
}
