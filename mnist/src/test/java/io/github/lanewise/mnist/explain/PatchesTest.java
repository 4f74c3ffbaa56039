package io.github.lanewise.mnist.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.lanewise.engine.network.Activations;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.mnist.data.DrawnDigits;
import io.github.lanewise.mnist.data.LabelledImages;
import io.github.lanewise.mnist.explain.StrongestPlaces.Excitation;
import io.github.lanewise.mnist.training.Normalization;
import io.github.lanewise.models.LeNet5;
import io.github.lanewise.models.Vgg28;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PatchesTest {
    private static final int SIZE = 28;

    /** What a value sees is exactly the pixels that change it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFieldHoldsAllPixelsThatMatter(boolean vgg) {
        try (Network network = vgg ? Vgg28.of(1) : LeNet5.classic1998(1);
                Workers workers = new Workers(1);
                Activations activations = new Activations(network, workers)) {
            List<FieldPlace> places = FieldPlace.of(network);
            Plane image = Plane.of(SIZE, SIZE, (row, column) -> Math.sin(row * 5 + column * 3));
            List<float[]> before = activations.of(image.toArray());
            for (int pixel = 40; pixel < SIZE * SIZE; pixel += 171) {
                int at = pixel;
                Plane touched =
                        Plane.of(
                                SIZE,
                                SIZE,
                                (row, column) ->
                                        image.at(row, column)
                                                + (row * SIZE + column == at ? 9 : 0));
                List<float[]> after = activations.of(touched.toArray());
                for (int layer = 0; network.layers().get(layer).output().pixels() > 1; layer++) {
                    assertSeenWhereChanged(
                            network,
                            layer,
                            places.get(layer),
                            at,
                            before.get(layer),
                            after.get(layer));
                }
            }
        }
    }

    private static void assertSeenWhereChanged(
            Network network,
            int layer,
            FieldPlace place,
            int pixel,
            float[] before,
            float[] after) {
        Plane marked = Plane.of(SIZE, SIZE, (row, column) -> row * SIZE + column == pixel ? 1 : 0);
        int width = network.layers().get(layer).output().width();
        int pixels = network.layers().get(layer).output().pixels();
        for (int value = 0; value < pixels; value++) {
            Plane cut = place.cut(marked, value / width, value % width);
            boolean seen = cut.map(pixelValue -> pixelValue == 1 ? 1 : 0).largest() == 1;
            boolean changed = false;
            for (int at = value; at < before.length; at += pixels) {
                changed |= Math.abs(before[at] - after[at]) > 1e-3;
            }
            // No activation hides a change from the first layer.
            if (layer == 0 ? changed != seen : changed && !seen) {
                fail("layer %d, value %d, pixel %d: seen %b", layer, value, pixel, seen);
            }
        }
    }

    @Test
    void theStrongestOfEachImageAreFoundInOrder() {
        LabelledImages images = DrawnDigits.generate(3, 1, 70, 1).test();
        Digits digits = new Digits(images, Normalization.STANDARD, List.of(0));
        try (Network network = LeNet5.modern(4);
                Workers workers = new Workers(3);
                Activations activations = new Activations(network, workers)) {
            StrongestPlaces places = new StrongestPlaces(network, List.of(3), 5);
            activations.visit(digits.samples(), places);
            assertThat(places.of(0)).isEmpty();
            assertThat(places.of(3)).hasSize(16);
            for (int channel = 0; channel < 16; channel++) {
                assertThat(places.of(3).get(channel))
                        .isEqualTo(expected(activations, digits, images.count(), channel));
            }
        }
    }

    private static List<Excitation> expected(
            Activations activations, Digits digits, int images, int channel) {
        return IntStream.range(0, images)
                .mapToObj(image -> {
                    float[] map = activations.of(digits.input(image)).get(3);
                    int first = channel * 100;
                    int best =
                            IntStream.range(first, first + 100)
                                    .reduce((a, b) -> map[b] > map[a] ? b : a)
                                    .orElseThrow();
                    return new Excitation(image, best - first, map[best]);
                })
                .sorted((a, b) -> Float.compare(b.value(), a.value()))
                .limit(5)
                .toList();
    }
}
