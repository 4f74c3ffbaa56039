package io.github.lanewise.engine.layer.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.Shape;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The planner's choices are those that measured fastest, where that was clear. */
final class ConvPlannerTest {
    /** The measurements were made with 16 lanes. */
    @BeforeEach
    void withManyLanes() {
        assumeThat(Lanes.COUNT).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 32, 28, DIRECT, DIRECT, DIRECT",
        "6, 16, 14, DIRECT, DIRECT, DIRECT",
        "64, 8, 14, DIRECT, DIRECT, DIRECT",
        "16, 16, 28, WINOGRAD_4X4, WINOGRAD_4X4, WINOGRAD_4X4",
        "32, 32, 7, WINOGRAD_4X4, WINOGRAD_4X4, WINOGRAD_4X4",
        "32, 32, 28, WINOGRAD_4X4, WINOGRAD_4X4, WINOGRAD_4X4",
        "32, 64, 14, WINOGRAD_4X4, WINOGRAD_4X4, WINOGRAD_4X4",
        "64, 64, 14, WINOGRAD_4X4, WINOGRAD_4X4, WINOGRAD_4X4",
        "128, 128, 56, WINOGRAD_4X4, WINOGRAD_4X4, WINOGRAD_4X4",
        "256, 256, 28, WINOGRAD_4X4, WINOGRAD_4X4, WINOGRAD_4X4",
        "512, 512, 14, WINOGRAD_2X2, WINOGRAD_2X2, WINOGRAD_2X2"
    })
    void choosesWhatMeasuredFastest(
            int channels,
            int filters,
            int size,
            ConvAlgorithm forward,
            ConvAlgorithm inputGradient,
            ConvAlgorithm filterGradient) {
        ConvChoices choices =
                Conv2d.of(filters, 3).padding(1).choices(Shape.of(channels, size, size));
        assertThat(choices.forward().algorithm()).isEqualTo(forward);
        assertThat(choices.inputGradient().algorithm()).isEqualTo(inputGradient);
        assertThat(choices.filterGradient().algorithm()).isEqualTo(filterGradient);
    }

    /** The way back through 16→128 is the way forth through 128→16. */
    @Test
    void theGradientOfTheInputExchangesTheChannels() {
        Conv2d few = Conv2d.of(16, 3).padding(1);
        Conv2d many = Conv2d.of(128, 3).padding(1);
        ConvChoices widening = many.choices(Shape.of(16, 14, 14));
        ConvChoices narrowing = few.choices(Shape.of(128, 14, 14));
        assertThat(widening.inputGradient()).isEqualTo(narrowing.forward());
        assertThat(narrowing.inputGradient()).isEqualTo(widening.forward());
        assertThat(widening.forward()).isNotEqualTo(narrowing.forward());
    }

    /** Few channels and single tiles go directly. */
    @Test
    void singleImagesHaveAChoiceOfTheirOwn() {
        assertThat(image(3, 64, 224)).isEqualTo(ConvAlgorithm.DIRECT);
        assertThat(image(64, 64, 224)).isEqualTo(ConvAlgorithm.WINOGRAD_4X4);
        assertThat(image(256, 256, 56)).isEqualTo(ConvAlgorithm.WINOGRAD_4X4);
        assertThat(image(64, 64, 8)).isNotEqualTo(ConvAlgorithm.DIRECT);
        assertThat(image(16, 16, 1)).isEqualTo(ConvAlgorithm.DIRECT);
        // A lane group of so many channels needs too much scratch memory, a single image does not.
        ConvChoices wide = Conv2d.of(8192, 3).padding(1).choices(Shape.of(8192, 16, 16));
        assertThat(wide.forward().algorithm()).isEqualTo(ConvAlgorithm.DIRECT);
        assertThat(image(3000, 3000, 16)).isNotEqualTo(ConvAlgorithm.DIRECT);
    }

    private static ConvAlgorithm image(int channels, int filters, int size) {
        return Conv2d.of(filters, 3)
                .padding(1)
                .choices(Shape.of(channels, size, size))
                .image()
                .algorithm();
    }

    /** Every pixel and every block is in one task. */
    @Property(tries = 200)
    void tasksCoverAnImageOnce(
            @ForAll @IntRange(min = 1, max = 300) int pixels,
            @ForAll @IntRange(min = 1, max = 20) int blocks,
            @ForAll boolean byBlocks,
            @ForAll @IntRange(min = 1, max = 9) int workers) {
        PixelSplit split = PixelSplit.of(pixels, blocks, byBlocks, workers);
        int[] times = new int[pixels * blocks];
        for (int task = 0; task < split.tasks(); task++) {
            for (int pixel = split.pixelFrom(task); pixel < split.pixelTo(task); pixel++) {
                for (int b = split.blockFrom(task); b < split.blockTo(task); b++) {
                    times[pixel * blocks + b]++;
                }
            }
        }
        assertThat(times).containsOnly(1);
        if (byBlocks && blocks >= 4 * workers) {
            assertThat(split.pixelParts()).isEqualTo(1);
        }
    }

    @Test
    void saysWhy() {
        Shape input = Shape.of(64, 14, 14);
        Conv2d conv = Conv2d.of(64, 3).padding(1);
        assertThat(conv.choices(input).forward().reason()).matches("\\d\\.\\d times as fast .*");
        assertThat(Conv2d.of(2, 3).choices(input).forward().reason())
                .matches("Winograd would take \\d+\\.\\d times as long");
        assertThat(conv.stride(2).choices(input).inputGradient())
                .isEqualTo(
                        new ConvChoice(
                                ConvAlgorithm.DIRECT, "its stride is 2×2, and only 1 is possible"));
        assertThat(conv.algorithm(ConvAlgorithm.DIRECT).choices(input).forward().reason())
                .isEqualTo("asked for");
    }
}
