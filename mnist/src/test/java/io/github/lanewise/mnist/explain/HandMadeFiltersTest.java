package io.github.lanewise.mnist.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.mnist.explain.HandMadeFilters.Match;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class HandMadeFiltersTest {
    private static final double ROUNDING = 1e-5;

    private static Plane drawn(int height, int width, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Plane.of(height, width, (row, column) -> random.nextGaussian());
    }

    @Property(tries = 30)
    void eachIsMostLikeItselfWithAnyFactorOfEitherSign(
            @ForAll @IntRange(min = 3, max = 9) int height,
            @ForAll @IntRange(min = 3, max = 9) int width,
            @ForAll @DoubleRange(min = 0.01, max = 100) double factor) {
        HandMadeFilters bank = new HandMadeFilters(height, width);
        for (HandMadeFilter filter : bank.all()) {
            assertThat(filter.similarity(filter.weights())).isCloseTo(1, within(ROUNDING));
            Plane turned = filter.weights().map(weight -> -factor * weight);
            assertThat(filter.similarity(turned)).isCloseTo(1, within(ROUNDING));
            assertThat(bank.closest(turned).similarity()).isCloseTo(1, within(ROUNDING));
        }
    }

    @Property(tries = 100)
    void strengthSignAndBrightnessDoNotMatter(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 7) int height,
            @ForAll @IntRange(min = 2, max = 7) int width,
            @ForAll @DoubleRange(min = 0.01, max = 100) double factor,
            @ForAll @DoubleRange(min = -1, max = 1) double brightness) {
        Plane filter = drawn(height, width, seed);
        for (HandMadeFilter other : new HandMadeFilters(height, width).all()) {
            double similarity = other.similarity(filter);
            assertThat(similarity).isBetween(0.0, 1.0);
            for (double scale : new double[] {factor, -factor}) {
                assertThat(other.similarity(filter.map(weight -> scale * weight)))
                        .isCloseTo(similarity, within(ROUNDING));
            }
            if (other.balanced()) {
                assertThat(other.similarity(filter.map(weight -> weight + brightness)))
                        .isCloseTo(similarity, within(1e-4));
            }
        }
    }

    @Test
    void thePublishedFiltersAreFoundByName() {
        HandMadeFilters bank = new HandMadeFilters(3, 3);
        assertFound(bank, "Sobel x", 1, 0, -1, 2, 0, -2, 1, 0, -1);
        assertFound(bank, "Sobel y", 3, 6, 3, 0, 0, 0, -3, -6, -3);
        assertFound(bank, "Sobel diagonal /", 0, 1, 2, -1, 0, 1, -2, -1, 0);
        assertFound(bank, "Prewitt y", 1, 1, 1, 0, 0, 0, -1, -1, -1);
        assertFound(bank, "Laplacian of 4 neighbours", 0, -1, 0, -1, 4, -1, 0, -1, 0);
        assertFound(bank, "Gaussian", 1, 2, 1, 2, 4, 2, 1, 2, 1);
    }

    private static void assertFound(HandMadeFilters bank, String name, double... weights) {
        Match match = bank.closest(Plane.of(3, 3, (row, column) -> weights[3 * row + column]));
        assertThat(match.filter().name()).isEqualTo(name);
        assertThat(match.similarity()).isCloseTo(1, within(ROUNDING));
    }

    @Test
    void sobelAtOtherSizesIsFoundAsSobel() {
        for (int size = 3; size <= 11; size++) {
            double middle = (size - 1) / 2.0;
            Plane edge =
                    Plane.of(
                            size,
                            size,
                            (row, column) ->
                                    (column - middle)
                                            / middle
                                            * (2 - Math.abs(row - middle) / middle));
            Match match = new HandMadeFilters(size, size).closest(edge);
            assertThat(match.filter().name()).isEqualTo("Sobel x");
            assertThat(match.similarity()).isCloseTo(1, within(ROUNDING));
        }
    }

    @Test
    void nothingIsLikeNothing() {
        HandMadeFilters bank = new HandMadeFilters(5, 5);
        assertThat(bank.closest(Plane.of(5, 5, (row, column) -> 0)).similarity()).isZero();
        Match bright = bank.closest(Plane.of(5, 5, (row, column) -> 0.3));
        assertThat(bright.filter().name()).isEqualTo("Gaussian");
        assertThat(new HandMadeFilters(1, 1).closest(drawn(1, 1, 1)).similarity()).isOne();
    }
}
