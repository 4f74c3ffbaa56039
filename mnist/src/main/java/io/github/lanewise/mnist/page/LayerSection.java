package io.github.lanewise.mnist.page;

import io.github.lanewise.mnist.page.Table.Cell;
import io.github.lanewise.mnist.report.Numbers;
import io.github.lanewise.models.LayerSummary;
import io.github.lanewise.models.ReceptiveField;
import io.github.lanewise.models.Summary;
import java.util.List;
import java.util.stream.Stream;

/** The layers of a network, with what each costs and sees. */
public final class LayerSection {
    private LayerSection() {}

    /** Writes a table with a row for each layer. */
    public static void write(Summary summary, Markup page) {
        page.element(
                "p",
                "'Sees' is the receptive field of one output value, in pixels of the input; 'every'"
                        + " is the distance between the fields of neighbours.",
                "class",
                "note");
        Table table =
                new Table(
                        "Layers",
                        "layer",
                        "kind",
                        "output",
                        "parameters",
                        "multiply-adds",
                        "sees",
                        "every");
        row(table, "input", "", List.of(summary.input().toString(), "", "", "1×1", "1×1"));
        summary.layers().forEach(layer -> row(table, layer.name(), layer.kind(), numbers(layer)));
        row(
                table,
                "total",
                "",
                List.of(
                        "",
                        Numbers.count(summary.parameters()),
                        Numbers.count(summary.multiplyAdds()),
                        "",
                        ""));
        table.writeTo(page);
    }

    private static List<String> numbers(LayerSummary layer) {
        ReceptiveField field = layer.field();
        return List.of(
                layer.output().toString(),
                Numbers.count(layer.parameters()),
                Numbers.count(layer.multiplyAdds()),
                field.height() + "×" + field.width(),
                layer.output().pixels() == 1
                        ? Figures.NONE
                        : field.jumpHeight() + "×" + field.jumpWidth());
    }

    private static void row(Table table, String name, String kind, List<String> numbers) {
        List<Cell> cells =
                Stream.concat(Stream.of(Cell.words(kind)), numbers.stream().map(Cell::number))
                        .toList();
        table.row(name, cells);
    }
}
