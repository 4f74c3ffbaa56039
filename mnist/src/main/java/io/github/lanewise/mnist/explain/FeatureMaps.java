package io.github.lanewise.mnist.explain;

import io.github.lanewise.engine.network.Activations;
import io.github.lanewise.engine.network.NamedLayer;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleToIntFunction;

/** What each layer makes of the chosen digits. */
final class FeatureMaps {
    private static final int SCALE = 2;

    /** Values of layers without pixels are strips of this width. */
    private static final int STRIP = 3;

    private final Network network;
    private final Digits digits;

    /** By digit and layer, K×P×Q. */
    private final List<List<float[]>> outputs;

    FeatureMaps(Network network, Activations activations, Digits digits) {
        this.network = network;
        this.digits = digits;
        outputs =
                digits.chosen().stream().map(image -> activations.of(digits.input(image))).toList();
    }

    /** Returns the picture of a layer: a row for each digit, a column for each channel. */
    Figure figure(int layer) {
        NamedLayer named = network.layers().get(layer);
        Shape shape = named.output();
        boolean pixels = shape.pixels() > 1;
        List<DoubleToIntFunction> colours = pixels ? colours(layer) : List.of(colour(layer));
        List<List<Tile>> rows = new ArrayList<>();
        for (int digit = 0; digit < outputs.size(); digit++) {
            List<Tile> row = new ArrayList<>();
            row.add(digits.tile(digits.chosen().get(digit)));
            float[] values = outputs.get(digit).get(layer);
            if (pixels) {
                for (int channel = 0; channel < shape.channels(); channel++) {
                    Plane map = map(values, channel, shape).enlarged(enlargement(shape));
                    row.add(new Tile(map, colours.get(channel)));
                }
            } else {
                row.add(new Tile(strip(values), colours.getFirst()));
            }
            rows.add(row);
        }
        String what = "%s (%s, %s)".formatted(named.name(), named.layer().kind(), shape);
        return new Figure(
                "maps-" + named.name() + ".png",
                Sheet.png(rows, SCALE),
                "What " + what + " makes of each of the digits",
                "What "
                        + what
                        + " makes of each digit: red above zero, blue below."
                        + (pixels
                                ? " One column for each channel."
                                : " One strip for each value."));
    }

    private int enlargement(Shape shape) {
        return Math.max(
                1, Math.min(digits.height() / shape.height(), digits.width() / shape.width()));
    }

    private static Plane map(float[] values, int channel, Shape shape) {
        return Plane.of(shape.height(), shape.width(), values, channel * shape.pixels());
    }

    private Plane strip(float[] values) {
        return Plane.of(
                digits.height(), values.length * STRIP, (row, column) -> values[column / STRIP]);
    }

    /** Returns for each channel the colours that all digits share. */
    private List<DoubleToIntFunction> colours(int layer) {
        Shape shape = network.layers().get(layer).output();
        List<DoubleToIntFunction> colours = new ArrayList<>();
        for (int channel = 0; channel < shape.channels(); channel++) {
            double largest = 0;
            for (List<float[]> output : outputs) {
                largest = Math.max(largest, map(output.get(layer), channel, shape).largest());
            }
            colours.add(Colours.diverging(largest));
        }
        return colours;
    }

    private DoubleToIntFunction colour(int layer) {
        double largest = 0;
        for (List<float[]> output : outputs) {
            float[] values = output.get(layer);
            largest = Math.max(largest, Plane.of(1, values.length, values, 0).largest());
        }
        return Colours.diverging(largest);
    }
}
