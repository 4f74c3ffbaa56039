package io.github.lanewise.models.onnx;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.NodeSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The steps of a plan as a table: a row for each, in columns that are as wide as they need. */
final class StepTable {
    /**
     * Characters of a name; PyTorch's tell the whole path to a node, of which the end says most.
     */
    private static final int LONGEST_NAME = 36;

    private static final List<String> HEADER =
            List.of("Node", "Operation", "Method", "Order", "Output", "Multiply-adds");

    private StepTable() {}

    /** Returns the lines, the last one with the sums. */
    static List<String> lines(List<NodeSummary> steps) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        steps.forEach(step -> rows.add(row(step)));
        int[] widths = new int[HEADER.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(line(row, widths)));
        long sum = steps.stream().mapToLong(NodeSummary::multiplyAdds).sum();
        lines.add("");
        lines.add("%d steps, %s multiply-adds".formatted(steps.size(), grouped(sum)));
        return lines;
    }

    private static List<String> row(NodeSummary step) {
        boolean change = step.operation().isEmpty();
        return List.of(
                change ? "" : shortened(step.name()),
                change ? "change of order" : step.operation(),
                step.method(),
                step.order().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                step.outputs().stream().map(Extents::toString).collect(Collectors.joining(", ")),
                step.multiplyAdds() == 0 ? "" : grouped(step.multiplyAdds()));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        int last = widths.length - 1;
        for (int i = 0; i < last; i++) {
            line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
        }
        line.repeat(' ', widths[last] - row.get(last).length()).append(row.get(last));
        return line.toString().stripTrailing();
    }

    /** Returns the end of a name that is too long. */
    private static String shortened(String name) {
        return name.length() > LONGEST_NAME
                ? "…" + name.substring(name.length() - LONGEST_NAME + 1)
                : name;
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
