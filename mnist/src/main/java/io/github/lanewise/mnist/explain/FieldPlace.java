package io.github.lanewise.mnist.explain;

import io.github.lanewise.engine.layer.Window;
import io.github.lanewise.engine.network.NamedLayer;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.models.LayerSummary;
import io.github.lanewise.models.ReceptiveField;
import io.github.lanewise.models.Summary;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in the image the receptive fields of a layer's values lie.
 *
 * @param field their size and the distance of neighbours
 * @param top row of the first field's first row; negative in the padding
 * @param left column of the first field's first column; negative in the padding
 */
record FieldPlace(ReceptiveField field, long top, long left) {
    /**
     * Returns the places for all layers up to the first dense one: with padding p, t′ = t − p j,
     * where j is the distance of neighbours in the layer's input. Source: A. Araujo, W. Norris, J.
     * Sim, "Computing receptive fields of convolutional neural networks", Distill, 2019.
     */
    static List<FieldPlace> of(Network network) {
        List<LayerSummary> summaries = Summary.of(network).layers();
        List<FieldPlace> places = new ArrayList<>();
        FieldPlace before = new FieldPlace(ReceptiveField.PIXEL, 0, 0);
        for (int i = 0; i < summaries.size(); i++) {
            NamedLayer named = network.layers().get(i);
            Window window = named.layer().window(named.input());
            before =
                    new FieldPlace(
                            summaries.get(i).field(),
                            before.top - window.paddingTop() * before.field.jumpHeight(),
                            before.left - window.paddingLeft() * before.field.jumpWidth());
            places.add(before);
        }
        return places;
    }

    /**
     * Cuts out what a value sees.
     *
     * @param picture the image
     * @param row of the value in its map
     * @param column of the value in its map
     * @return as large as the field; NaN where that is not in the image
     */
    Plane cut(Plane picture, int row, int column) {
        int firstRow = Math.toIntExact(top + row * field.jumpHeight());
        int firstColumn = Math.toIntExact(left + column * field.jumpWidth());
        return Plane.of(
                Math.toIntExact(field.height()),
                Math.toIntExact(field.width()),
                (y, x) ->
                        inside(firstRow + y, picture.height())
                                        && inside(firstColumn + x, picture.width())
                                ? picture.at(firstRow + y, firstColumn + x)
                                : Double.NaN);
    }

    private static boolean inside(int index, int extent) {
        return index >= 0 && index < extent;
    }
}
