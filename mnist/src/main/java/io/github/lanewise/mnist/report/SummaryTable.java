package io.github.lanewise.mnist.report;

import io.github.lanewise.mnist.report.TextTable.Align;
import io.github.lanewise.models.LayerSummary;
import io.github.lanewise.models.ReceptiveField;
import io.github.lanewise.models.Summary;
import java.util.List;

/** A network's {@link Summary} as text. */
public final class SummaryTable {
    /** A single output value has no neighbour that a distance could be to. */
    private static final String NO_NEIGHBOUR = "–";

    private SummaryTable() {}

    /** Returns the lines of the table of layers, with totals. */
    public static List<String> layers(Summary summary) {
        TextTable table =
                new TextTable(
                        List.of(
                                Align.LEFT,
                                Align.LEFT,
                                Align.RIGHT,
                                Align.RIGHT,
                                Align.RIGHT,
                                Align.RIGHT,
                                Align.RIGHT));
        table.row(
                List.of("layer", "kind", "output", "parameters", "multiply-adds", "sees", "every"));
        table.row(List.of("input", "", summary.input().toString(), "", "", "1×1", "1×1"));
        for (LayerSummary layer : summary.layers()) {
            ReceptiveField field = layer.field();
            table.row(
                    List.of(
                            layer.name(),
                            layer.kind(),
                            layer.output().toString(),
                            Numbers.count(layer.parameters()),
                            Numbers.count(layer.multiplyAdds()),
                            field.height() + "×" + field.width(),
                            layer.output().pixels() == 1
                                    ? NO_NEIGHBOUR
                                    : field.jumpHeight() + "×" + field.jumpWidth()));
        }
        table.row(
                List.of(
                        "total",
                        "",
                        "",
                        Numbers.count(summary.parameters()),
                        Numbers.count(summary.multiplyAdds()),
                        "",
                        ""));
        return table.lines();
    }

    /** Returns the lines of the table that sets each convolution against a dense layer. */
    public static List<String> convolutions(Summary summary) {
        TextTable table = new TextTable(List.of(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT));
        table.row(List.of("layer", "parameters", "fully connected", "times as many"));
        for (LayerSummary layer : summary.layers()) {
            layer.denseParameters()
                    .ifPresent(dense ->
                            table.row(
                                    List.of(
                                            layer.name(),
                                            Numbers.count(layer.parameters()),
                                            Numbers.count(dense),
                                            Numbers.count(layer.denseRatio().orElseThrow()))));
        }
        return table.lines();
    }
}
