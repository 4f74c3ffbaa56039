package io.github.lanewise.mnist.explain;

import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.InputGradient;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.mnist.report.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Which pixels the answers of a network depend on, and what it would like to see. */
final class AnswerPictures implements AutoCloseable {
    private static final int SCALE = 3;

    private final Digits digits;
    private final Inference inference;

    private final InputGradient gradient;
    private final int classes;

    AnswerPictures(Network network, Workers workers, Digits digits) {
        this.digits = digits;
        inference = new Inference(network, workers);
        gradient = new InputGradient(network, workers);
        classes = network.output().elements();
    }

    /** Returns the parts of the page. */
    List<Section> sections() {
        Occlusion occlusion = new Occlusion(inference, digits);
        List<String> text =
                List.of(
                        "The second picture of each digit covers it with a grey square of %d×%d pixels, place by place: white where the network stays sure of the right answer, black where it is not."
                                .formatted(occlusion.side(), occlusion.side()),
                        "The third shows how much the score of the right answer changes with each pixel: the whiter, the more.");
        Section pixels =
                new Section(
                        "Which pixels decide",
                        text,
                        Section.Size.SMALL,
                        digits.chosen().stream().map(image -> figure(occlusion, image)).toList());
        return List.of(pixels, imagined(new ImaginedInputs(gradient, digits)));
    }

    private Figure figure(Occlusion occlusion, int image) {
        int label = digits.label(image);
        Plane map = occlusion.map(image);
        Plane slopes = slopes(gradient.of(digits.input(image), label));
        double steepest = Math.max(slopes.largest(), Float.MIN_NORMAL);
        List<Tile> tiles =
                List.of(
                        digits.tile(image),
                        new Tile(map, Colours.grey(0, 1)),
                        new Tile(slopes, Colours.grey(0, steepest)));
        return new Figure(
                "pixels-" + label + ".png",
                Sheet.png(List.of(tiles), SCALE),
                "A " + digits.name(label) + ", and which of its pixels decide",
                "%s: %s sure, %s where a square hides most"
                        .formatted(
                                digits.name(label),
                                Numbers.percent(occlusion.probability(image)),
                                Numbers.percent(map.smallest())));
    }

    /** Returns for each pixel the steepest slope of its channels, without its sign. */
    private Plane slopes(float[] chw) {
        int pixels = digits.height() * digits.width();
        return Plane.of(
                digits.height(),
                digits.width(),
                (row, column) ->
                        IntStream.iterate(
                                        row * digits.width() + column,
                                        at -> at < chw.length,
                                        at -> at + pixels)
                                .mapToDouble(at -> Math.abs(chw[at]))
                                .max()
                                .orElse(0));
    }

    private Section imagined(ImaginedInputs inputs) {
        double[] pixels = inputs.pixels(classes);
        float[] probabilities = inference.predict(inputs.inputs(pixels));
        int elements = digits.shape().elements();
        List<Figure> figures = new ArrayList<>();
        for (int label = 0; label < classes; label++) {
            double[] own = Arrays.copyOfRange(pixels, label * elements, (label + 1) * elements);
            figures.add(
                    new Figure(
                            "class-" + label + ".png",
                            Sheet.png(List.of(List.of(new Tile(mean(own), Digits.PIXELS))), SCALE),
                            "An image that was made to be a "
                                    + digits.name(label)
                                    + " for the network",
                            "%s: %s sure"
                                    .formatted(
                                            digits.name(label),
                                            Numbers.percent(
                                                    probabilities[label * classes + label]))));
        }
        return new Section(
                "What it would like to see",
                List.of(
                        "Each image began empty and was then changed, step by step, so that the score of a class"
                                + " rises. The strokes that come out are those that the network looks for, not"
                                + " a digit as people write it."),
                Section.Size.SMALL,
                figures);
    }

    private Plane mean(double[] chw) {
        int pixels = digits.height() * digits.width();
        int channels = digits.shape().channels();
        return Plane.of(
                digits.height(),
                digits.width(),
                (row, column) -> {
                    double sum = 0;
                    for (int channel = 0; channel < channels; channel++) {
                        sum += chw[channel * pixels + row * digits.width() + column];
                    }
                    return sum / channels;
                });
    }

    @Override
    public void close() {
        gradient.close();
        inference.close();
    }
}
