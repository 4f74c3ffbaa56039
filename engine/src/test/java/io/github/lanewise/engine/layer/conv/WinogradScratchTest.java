package io.github.lanewise.engine.layer.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The memory that a worker needs for a block of tiles. */
final class WinogradScratchTest {
    private static final long LIMIT = 4 << 20;

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "1, 32, 28",
        "3, 64, 224",
        "64, 64, 224",
        "64, 64, 14",
        "70, 3, 100",
        "512, 512, 28",
        "512, 512, 14",
        "1000, 16, 9",
        "16, 1000, 9"
    })
    void isAtMostFourMebibytes(int channels, int filters, int size) {
        for (ConvAlgorithm algorithm :
                List.of(ConvAlgorithm.WINOGRAD_2X2, ConvAlgorithm.WINOGRAD_4X4)) {
            Conv2d conv = Conv2d.of(filters, 3).padding(1).withoutBias().algorithm(algorithm);
            try (Workspace workspace = new Workspace()) {
                long count = 9L * channels * filters;
                Parameter weight =
                        new Parameter(
                                "weight",
                                List.of(filters, channels, 3, 3),
                                workspace.floats(count),
                                0);
                LayerPlan plan = conv.plan(Shape.of(channels, size, size), List.of(weight), true);
                assertThat(4 * plan.scratchFloats()).isBetween(1L, LIMIT);
            }
        }
    }

    /** Transformed filters for the way back would take four times the memory of the weights. */
    @Test
    void aPlanForInferenceMakesNothingForTheWayBack() {
        Conv2d conv = Conv2d.of(32, 3).withoutBias().algorithm(ConvAlgorithm.WINOGRAD_4X4);
        Shape input = Shape.of(8, 9, 9);
        try (Workspace workspace = new Workspace()) {
            List<Parameter> weight =
                    List.of(
                            new Parameter(
                                    "weight",
                                    List.of(32, 8, 3, 3),
                                    workspace.floats(9L * 32 * 8),
                                    0));
            LayerPlan inference = conv.plan(input, weight, false);
            LayerPlan training = conv.plan(input, weight, true);
            assertThat(inference.gradientHalo()).isEqualTo(Halo.NONE);
            assertThat(training.gradientHalo()).isNotEqualTo(Halo.NONE);
            assertThat(inference.packTasks()).isLessThan(training.packTasks());
            assertThat(inference.scratchFloats()).isLessThan(training.scratchFloats());
        }
    }

    @Test
    void moreChannelsThanFitAreRefused() {
        Conv2d conv = Conv2d.of(8, 3).algorithm(ConvAlgorithm.WINOGRAD_4X4);
        Shape input = Shape.of(20_000, 6, 6);
        assertThatThrownBy(() -> conv.outputShape(input))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("channels");
        assertThat(conv.algorithm(ConvAlgorithm.AUTOMATIC).choices(input).forward().algorithm())
                .isEqualTo(ConvAlgorithm.DIRECT);
    }
}
