package io.github.lanewise.mnist.page;

import io.github.lanewise.mnist.page.RunRecord.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** The figures of each epoch of a run as a table. */
final class EpochTable {
    /** A column: its heading, the name of the figure in the metrics, and how it is written. */
    private record Column(String heading, String name, DoubleFunction<String> text) {}

    private EpochTable() {}

    static Table of(RunRecord run) {
        List<Column> columns = columns(run);
        List<String> head = new ArrayList<>(List.of("epoch"));
        columns.forEach(column -> head.add(column.heading));
        Table table = new Table("Figures of each epoch", head);
        for (Epoch epoch : run.epochs()) {
            table.numbers(
                    Integer.toString(epoch.number()),
                    columns.stream()
                            .map(column -> column.text.apply(epoch.value(column.name)))
                            .toArray(String[]::new));
        }
        return table;
    }

    private static List<Column> columns(RunRecord run) {
        List<Column> columns = new ArrayList<>();
        score("training", "train", columns);
        if (run.has("validation_accuracy")) {
            score("validation", "validation", columns);
        }
        score("test", "test", columns);
        columns.add(new Column("learning rate", "learning_rate", Figures::rate));
        columns.add(new Column("images/s", "images_per_second", Figures::count));
        columns.add(new Column("time", "seconds", Figures::seconds));
        return columns;
    }

    private static void score(String images, String name, List<Column> columns) {
        columns.add(new Column(images + " loss", name + "_loss", Figures::loss));
        columns.add(new Column(images + " accuracy", name + "_accuracy", Figures::percent));
    }
}
