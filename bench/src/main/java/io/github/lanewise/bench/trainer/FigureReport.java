package io.github.lanewise.bench.trainer;

import io.github.lanewise.bench.report.MarkdownTable;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Figures as a table and as JSON. */
final class FigureReport {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private FigureReport() {}

    static String table(List<Figure> figures) {
        MarkdownTable table =
                new MarkdownTable("figure", "goal", "median", "least", "most", "times");
        for (Figure figure : figures) {
            table.row(
                    figure.name(),
                    figure.goal(),
                    figure.unit().format(figure.median()),
                    figure.unit().format(figure.least()),
                    figure.unit().format(figure.most()),
                    Integer.toString(figure.values().size()));
        }
        return table.toString();
    }

    /** Values that were not reached are {@code null}. */
    static String json(List<Figure> figures, Map<String, String> machine) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode about = root.putObject("machine");
        machine.forEach(about::put);
        ArrayNode all = root.putArray("figures");
        for (Figure figure : figures) {
            ObjectNode entry = all.addObject();
            entry.put("name", figure.name());
            entry.put("unit", figure.unit().jsonName());
            entry.put("goal", figure.goal());
            number(entry, "median", figure.median());
            ArrayNode values = entry.putArray("values");
            for (double value : figure.values()) {
                if (Double.isFinite(value)) {
                    values.add(value);
                } else {
                    values.addNull();
                }
            }
        }
        return JSON.writeValueAsString(root) + "\n";
    }

    private static void number(ObjectNode entry, String name, double value) {
        if (Double.isFinite(value)) {
            entry.put(name, value);
        } else {
            entry.putNull(name);
        }
    }
}
