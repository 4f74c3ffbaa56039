package io.github.lanewise.models.onnx.importer;

import static io.github.lanewise.models.file.Wording.quote;

import io.github.lanewise.models.ModelFormatException;
import io.github.lanewise.models.onnx.file.OnnxGraph;
import io.github.lanewise.models.onnx.file.OnnxModelFile;
import io.github.lanewise.models.onnx.file.OnnxNode;
import io.github.lanewise.models.onnx.file.OnnxValueInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds an order of the nodes in which each comes after those whose outputs it reads, and leaves
 * out those that no output of the graph depends on.
 */
final class NodeOrder {
    private final OnnxModelFile file;
    private final List<OnnxNode> nodes;

    /** Values that are there before any node: inputs and initializers. */
    private final Set<String> given = new HashSet<>();

    private final Map<String, OnnxNode> makers = new HashMap<>();

    private NodeOrder(OnnxModelFile file) {
        this.file = file;
        nodes = file.graph().nodes();
    }

    /**
     * Returns the nodes that are needed, in order.
     *
     * @throws ModelFormatException if a value is made twice or never, or depends on itself
     */
    static List<OnnxNode> of(OnnxModelFile file) {
        NodeOrder order = new NodeOrder(file);
        order.findMakers();
        List<OnnxNode> sorted = order.sort();
        BitSet needed = order.needed();
        return sorted.stream().filter(node -> needed.get(node.number())).toList();
    }

    private void findMakers() {
        OnnxGraph graph = file.graph();
        given.addAll(graph.initializers().keySet());
        Set<String> inputs = new HashSet<>();
        for (OnnxValueInfo input : graph.inputs()) {
            if (input.name().isEmpty() || !inputs.add(input.name())) {
                throw file.fault(
                        "two inputs have the name " + quote(input.name()) + ", or one has none");
            }
        }
        given.addAll(inputs);
        for (OnnxNode node : nodes) {
            for (String output : node.outputs()) {
                if (output.isEmpty()) {
                    continue;
                }
                if (given.contains(output)) {
                    throw file.fault(
                            node.title()
                                    + " makes "
                                    + quote(output)
                                    + ", which is an input or an initializer of the graph");
                }
                OnnxNode other = makers.putIfAbsent(output, node);
                if (other != null) {
                    throw file.fault(
                            quote(output)
                                    + " is made twice: by "
                                    + other.title()
                                    + " and "
                                    + node.title());
                }
            }
        }
    }

    /** Sorts all nodes; those whose inputs are there keep the order of the file. */
    private List<OnnxNode> sort() {
        int[] missing = new int[nodes.size()];
        Map<String, List<OnnxNode>> readers = new HashMap<>();
        Deque<OnnxNode> ready = new ArrayDeque<>();
        for (OnnxNode node : nodes) {
            for (String input : distinctInputs(node)) {
                if (makers.containsKey(input)) {
                    missing[node.number()]++;
                    readers.computeIfAbsent(input, name -> new ArrayList<>()).add(node);
                } else if (!given.contains(input)) {
                    throw neverMade(node.title(), input);
                }
            }
            if (missing[node.number()] == 0) {
                ready.add(node);
            }
        }
        List<OnnxNode> sorted = new ArrayList<>();
        while (!ready.isEmpty()) {
            OnnxNode node = ready.remove();
            sorted.add(node);
            for (String output : new HashSet<>(node.outputs())) {
                for (OnnxNode reader : readers.getOrDefault(output, List.of())) {
                    if (--missing[reader.number()] == 0) {
                        ready.add(reader);
                    }
                }
            }
        }
        requireAll(sorted);
        return sorted;
    }

    private void requireAll(List<OnnxNode> sorted) {
        if (sorted.size() == nodes.size()) {
            return;
        }
        Set<OnnxNode> done = new HashSet<>(sorted);
        OnnxNode node =
                nodes.stream().filter(each -> !done.contains(each)).findFirst().orElseThrow();
        // Going backwards along nodes that wait for each other ends in a cycle.
        Set<OnnxNode> seen = new HashSet<>();
        while (seen.add(node)) {
            node =
                    distinctInputs(node).stream()
                            .filter(makers::containsKey)
                            .map(makers::get)
                            .filter(maker -> !done.contains(maker))
                            .findFirst()
                            .orElseThrow();
        }
        throw file.fault("the graph is cyclic: " + node.title() + " depends on its own output");
    }

    /** Returns the numbers of the nodes that outputs of the graph depend on. */
    private BitSet needed() {
        BitSet needed = new BitSet();
        Deque<OnnxNode> open = new ArrayDeque<>();
        for (OnnxValueInfo output : file.graph().outputs()) {
            OnnxNode maker = makers.get(output.name());
            if (maker != null) {
                open.add(maker);
            } else if (!given.contains(output.name())) {
                throw neverMade("an output of the graph", output.name());
            }
        }
        while (!open.isEmpty()) {
            OnnxNode node = open.remove();
            if (needed.get(node.number())) {
                continue;
            }
            needed.set(node.number());
            for (String input : distinctInputs(node)) {
                OnnxNode maker = makers.get(input);
                if (maker != null) {
                    open.add(maker);
                }
            }
        }
        return needed;
    }

    private static Set<String> distinctInputs(OnnxNode node) {
        Set<String> names = new HashSet<>(node.inputs());
        names.remove("");
        return names;
    }

    private ModelFormatException neverMade(String reader, String name) {
        return file.fault(reader + " reads " + quote(name) + ", which nothing in the file makes");
    }
}
