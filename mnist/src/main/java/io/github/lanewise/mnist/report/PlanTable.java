package io.github.lanewise.mnist.report;

import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.conv.ConvChoice;
import io.github.lanewise.engine.layer.conv.ConvChoices;
import io.github.lanewise.engine.network.NamedLayer;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.mnist.report.TextTable.Align;
import java.util.List;

/** How the convolutions of a network are computed, as text. */
public final class PlanTable {
    private PlanTable() {}

    /**
     * Returns the lines of a table with a row per convolution and direction, and for a single
     * image.
     */
    public static List<String> of(Network network) {
        TextTable table = new TextTable(List.of(Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT));
        table.row(List.of("layer", "direction", "algorithm", "because"));
        for (NamedLayer layer : network.layers()) {
            if (layer.layer() instanceof Conv2d conv) {
                ConvChoices choices = conv.choices(layer.input());
                add(table, layer.name(), "forward", choices.forward());
                add(table, "", "backward data", choices.inputGradient());
                add(table, "", "backward weights", choices.filterGradient());
                add(table, "", "one image", choices.image());
            }
        }
        return table.lines();
    }

    private static void add(TextTable table, String name, String direction, ConvChoice choice) {
        table.row(List.of(name, direction, choice.algorithm().title(), choice.reason()));
    }
}
