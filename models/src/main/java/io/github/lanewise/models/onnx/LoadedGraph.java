package io.github.lanewise.models.onnx;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.Graph;
import io.github.lanewise.engine.graph.GraphInference;
import io.github.lanewise.engine.graph.Node;
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

/** A model file and the plans that were made of it. */
final class LoadedGraph implements AutoCloseable {
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
            importer = new GraphImporter(file, new ConstantPool(workspace));
            signatures = file.graph().feeds().stream().map(Signature::new).toList();
            openInBatch = signatures.stream().allMatch(Signature::isOpenInBatchOnly);
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
        Optional<List<Extents>> one = extents(1);
        if (one.isEmpty()) {
            return Optional.empty();
        }
        Graph graph = importer.importGraph(named(one.get()));
        if (openInBatch && !isForAnyBatch(graph)) {
            return Optional.empty();
        }
        Rewritten rewritten = new Rewriter(workspace, options.rewrites()).apply(graph);
        changes = rewritten.changes();
        GraphInference inference =
                new GraphInference(rewritten.graph(), team, mostBytes(List.of()));
        if (openInBatch && !inference.runsImageByImage()) {
            inference.close();
            changes = List.of();
            return Optional.empty();
        }
        return Optional.of(inference);
    }

    /** Returns whether the graph of two images is that of one with twice the images everywhere. */
    private boolean isForAnyBatch(Graph one) {
        Graph two;
        try {
            two = importer.importGraph(named(extents(2).orElseThrow()));
        } catch (ShapeException | ModelFormatException e) {
            return false;
        }
        boolean same = one.nodes().size() == two.nodes().size();
        for (int i = 0; i < one.nodes().size() && same; i++) {
            same = sameButForImages(one.nodes().get(i), two.nodes().get(i));
        }
        return same;
    }

    private static boolean sameButForImages(Node one, Node two) {
        boolean same = one.outputs().size() == two.outputs().size();
        for (int i = 0; i < one.outputs().size() && same; i++) {
            Extents a = one.outputs().get(i).extents();
            Extents b = two.outputs().get(i).extents();
            same = a.rank() > 0 && a.get(0) == 1 && a.with(0, 2).equals(b);
        }
        return same;
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
