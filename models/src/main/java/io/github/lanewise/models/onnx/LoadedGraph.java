package io.github.lanewise.models.onnx;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.Graph;
import io.github.lanewise.engine.graph.GraphInference;
import io.github.lanewise.engine.parallel.Team;
import io.github.lanewise.engine.rewrite.Rewriter;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A model file and the plans that were made of it. */
final class LoadedGraph implements AutoCloseable {
    /** Where a graph of one image is at fault, these tell whether its batch is, or all of it. */
    private static final List<Integer> OTHER_BATCHES = List.of(2, 3, 4, 5, 6, 8, 16, 32, 64);

    private static final int FEW = 2;
    private static final int MANY = 67;

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
    private final OnnxOptions options;
    private final Workspace workspace = new Workspace();
    private final ConstantPool pool = new ConstantPool(workspace);
    private final Team team;
    private final GraphImporter importer;
    private final List<Signature> signatures;
    private final PlanCache plans = new PlanCache(this::plan);
    private final Optional<GraphInference> always;
    private final Optional<BulkInference> bulk;
    private final boolean openInBatch;

    /** What was done to the graph that is always there. */
    private List<Rewritten.Change> changes = List.of();

    LoadedGraph(Path path, OnnxOptions options) {
        this.options = options;
        file = OnnxModelFile.open(path);
        team = new Team(options.threads());
        boolean done = false;
        try {
            importer = new GraphImporter(file, pool);
            signatures = file.graph().feeds().stream().map(Signature::new).toList();
            openInBatch =
                    !signatures.isEmpty()
                            && signatures.stream().allMatch(Signature::isOpenInBatchOnly);
            always = planAlways();
            bulk =
                    always.filter(plan -> openInBatch)
                            .map(plan -> new BulkInference(plan.graph(), team));
            done = true;
        } catch (ShapeException unfit) {
            throw new ModelFormatException(path, sentence(unfit), unfit);
        } finally {
            if (!done) {
                team.close();
                workspace.close();
                file.close();
            }
        }
    }

    /** Returns the plan of fixed extents or, if only the batch is open, of single images. */
    private Optional<GraphInference> planAlways() {
        boolean fixed = signatures.stream().allMatch(Signature::isFixed);
        if (!fixed && !openInBatch) {
            return Optional.empty();
        }
        Optional<Graph> graph = graphOfOneImage();
        if (graph.isEmpty() || (openInBatch && !isForAnyBatch(graph.get()))) {
            return Optional.empty();
        }
        Rewritten rewritten = new Rewriter(workspace, options.rewrites()).apply(graph.get());
        GraphInference inference =
                new GraphInference(rewritten.graph(), team, mostBytes(List.of()));
        if (openInBatch && !inference.runsImageByImage()) {
            inference.close();
            return Optional.empty();
        }
        changes = rewritten.changes();
        return Optional.of(inference);
    }

    /**
     * Returns the graph of one image, if there is one: what a file calls its batch may be an axis
     * that has to have another extent.
     *
     * @throws ModelFormatException if the file is at fault
     */
    private Optional<Graph> graphOfOneImage() {
        try {
            return Optional.of(graph(1));
        } catch (ShapeException | ModelFormatException fault) {
            if (openInBatch && suitsAnotherBatch()) {
                return Optional.empty();
            }
            throw fault;
        }
    }

    private boolean suitsAnotherBatch() {
        long symbols = signatures.stream().map(Signature::batchSymbol).distinct().count();
        return symbols > 1 || OTHER_BATCHES.stream().anyMatch(this::isPossible);
    }

    private boolean isPossible(int images) {
        try {
            return probe(images, graph -> true);
        } catch (ShapeException | ModelFormatException e) {
            return false;
        }
    }

    /** The larger number tells what some images only would not, as a slice of the first ten. */
    private boolean isForAnyBatch(Graph one) {
        try {
            int many = ImageIndependence.atMost(MANY, one);
            return probe(FEW, graph -> ImageIndependence.holds(one, graph, FEW))
                    && probe(many, graph -> ImageIndependence.holds(one, graph, many));
        } catch (ShapeException | ModelFormatException e) {
            return false;
        }
    }

    /** Looks at a graph, whose constants are there only as long. */
    private boolean probe(int images, Predicate<Graph> look) {
        try (Workspace scratch = new Workspace()) {
            GraphImporter other = new GraphImporter(file, pool.withScratch(scratch));
            return look.test(other.importGraph(named(extents(images).orElseThrow())));
        }
    }

    private Graph graph(int images) {
        return importer.importGraph(named(extents(images).orElseThrow()));
    }

    private Optional<List<Extents>> extents(int images) {
        List<Extents> all = new ArrayList<>();
        for (Signature signature : signatures) {
            Optional<Extents> extents = signature.withBatch(images);
            if (extents.isEmpty()) {
                return Optional.empty();
            }
            all.add(extents.get());
        }
        return Optional.of(List.copyOf(all));
    }

    private Map<String, Extents> named(List<Extents> extents) {
        Map<String, Extents> named = new HashMap<>();
        for (int i = 0; i < extents.size(); i++) {
            named.put(signatures.get(i).name(), extents.get(i));
        }
        return named;
    }

    private GraphInference plan(List<Extents> extents) {
        Graph graph = importer.importGraph(named(extents));
        return new GraphInference(
                new Rewriter(workspace, options.rewrites()).apply(graph).graph(),
                team,
                mostBytes(extents));
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

    /** Returns the message of a fault without its full stop. */
    private static String sentence(ShapeException fault) {
        String message = String.valueOf(fault.getMessage());
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
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
        return changes;
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

    GraphInference byImage() {
        return always.orElseThrow();
    }

    Optional<GraphInference> always() {
        return always;
    }

    /**
     * Returns the plan that needs no extents.
     *
     * @throws ShapeException if there is none
     */
    GraphInference byImageOrFixed() {
        return always.orElseThrow(() ->
                new ShapeException(
                        "Extents of the inputs "
                                + signatures.stream().map(Signature::info).toList()
                                + " are open; pass values with extents."));
    }

    /** Runs a plan, with as many images as pay taken together. */
    void run(
            GraphInference plan,
            List<MemorySegment> inputs,
            List<MemorySegment> outputs,
            int images) {
        int together = bulk.isPresent() && images > 1 ? bulk.get().images(images) : 0;
        if (together == 0) {
            plan.run(inputs, outputs, images);
            return;
        }
        workspace.requireOpen("model");
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
        return workspace.liveBytes();
    }

    @Override
    public void close() {
        workspace.requireOpen("model");
        plans.close();
        bulk.ifPresent(BulkInference::close);
        always.ifPresent(GraphInference::close);
        team.close();
        workspace.close();
        file.close();
    }
}
