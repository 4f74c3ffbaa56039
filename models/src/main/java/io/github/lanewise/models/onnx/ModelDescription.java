package io.github.lanewise.models.onnx;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.GraphInference;
import io.github.lanewise.engine.graph.NodeSummary;
import io.github.lanewise.engine.rewrite.Rewrite;
import io.github.lanewise.engine.rewrite.Rewritten;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a model is and how it is computed, as text for people. */
final class ModelDescription {
    private final LoadedGraph loaded;
    private final StringBuilder text = new StringBuilder();

    ModelDescription(LoadedGraph loaded) {
        this.loaded = loaded;
    }

    String text() {
        line("Model    " + loaded.file().path() + ", operators of opset " + loaded.opset());
        loaded.signatures().forEach(signature -> line("Input    " + signature.info()));
        loaded.outputs().forEach(output -> line("Output   " + output));
        line("Threads  " + loaded.threads());
        loaded.always().ifPresentOrElse(this::describe, this::describeOpen);
        return text.toString();
    }

    private void describeOpen() {
        line("Plan     one for each set of extents, when it is passed first");
    }

    private void describe(GraphInference plan) {
        if (loaded.isOpenInBatch()) {
            line("Batch    any, image by image");
        }
        long kept = plan.bytesBesidesSlabs() + loaded.constantBytes();
        line(
                "Memory   "
                        + bytes(plan.slabBytes())
                        + " for the values of a call, "
                        + bytes(plan.unsharedBytes())
                        + " if none shared memory; "
                        + bytes(kept)
                        + " of weights and scratch");
        describe(loaded.changes());
        line("");
        table(plan.nodes());
    }

    private void describe(List<Rewritten.Change> changes) {
        for (Rewrite rewrite : Rewrite.values()) {
            List<String> nodes =
                    changes.stream()
                            .filter(change -> change.rewrite() == rewrite)
                            .map(change -> String.join(" + ", change.nodes()))
                            .toList();
            if (!nodes.isEmpty()) {
                line(
                        "Rewrite  "
                                + name(rewrite)
                                + ", "
                                + nodes.size()
                                + (nodes.size() == 1 ? " time" : " times")
                                + ": "
                                + shortened(nodes));
            }
        }
    }

    private static String name(Rewrite rewrite) {
        return rewrite.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String shortened(List<String> nodes) {
        int most = 4;
        String some = nodes.stream().limit(most).collect(Collectors.joining(", "));
        return nodes.size() > most ? some + ", …" : some;
    }

    private void table(List<NodeSummary> nodes) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Node", "Operation", "Method", "Order", "Output", "Multiply-adds"));
        for (NodeSummary node : nodes) {
            rows.add(
                    List.of(
                            node.name(),
                            node.operation(),
                            node.method(),
                            node.order().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                            node.outputs().stream()
                                    .map(Extents::toString)
                                    .collect(Collectors.joining(", ")),
                            node.multiplyAdds() == 0
                                    ? ""
                                    : String.format(Locale.ROOT, "%,d", node.multiplyAdds())));
        }
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder cells = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                boolean number = i == widths.length - 1;
                String format = "%" + (number ? "" : "-") + widths[i] + "s  ";
                cells.append(String.format(Locale.ROOT, format, row.get(i)));
            }
            line(cells.toString().stripTrailing());
        }
        long sum = nodes.stream().mapToLong(NodeSummary::multiplyAdds).sum();
        line("");
        line(String.format(Locale.ROOT, "%d steps, %,d multiply-adds", nodes.size(), sum));
    }

    private static String bytes(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
