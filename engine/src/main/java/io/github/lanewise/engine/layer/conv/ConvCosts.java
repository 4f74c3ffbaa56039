package io.github.lanewise.engine.layer.conv;

/** What the algorithms are expected to cost. */
final class ConvCosts {
    private ConvCosts() {}

    /** Returns the cheapest algorithm of each direction; minimal filtering is possible. */
    static ConvChoices cheapest(ConvGeometry g) {
        boolean winograd =
                g.input().channels() >= 16
                        && g.output().channels() >= 16
                        && g.output().height() >= 8
                        && g.output().width() >= 8;
        ConvChoice choice =
                new ConvChoice(
                        winograd ? ConvAlgorithm.WINOGRAD_4X4 : ConvAlgorithm.DIRECT, "rule");
        return new ConvChoices(choice, choice, choice);
    }
}
