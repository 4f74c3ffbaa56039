package io.github.lanewise.engine.operation.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Placement;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.operation.OperationHarness;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Extents, refusals, plans and descriptions of convolutions. */
final class ConvolutionShapeTest {
    private static final Extents X = Extents.of(2, 6, 9, 12);
    private static final ConvAttributes PADDED =
            new ConvAttributes(2, 1, 1, 2, new Halo(1, 2, 0, 1), 3);

    private static Convolution plain(ConvAttributes attributes) {
        return new Convolution(attributes, false, false, Activation.NONE);
    }

    private static ConvAttributes groups(int groups) {
        return new ConvAttributes(1, 1, 1, 1, Halo.NONE, groups);
    }

    @Test
    void extentsAreThoseOfOnnx() {
        Convolution convolution = plain(PADDED);
        // (9 + 3 - 3) / 2 + 1 rows, (12 + 1 - 7) + 1 columns
        assertThat(convolution.outputs(List.of(X, Extents.of(9, 2, 3, 4))))
                .containsExactly(Extents.of(2, 9, 5, 7));
        // 2·8 + 3 + 1 - 3 rows, 11 + 7 + 0 - 1 columns
        assertThat(
                        new TransposedConvolution(PADDED, 1, 0, false)
                                .outputs(List.of(X, Extents.of(6, 5, 3, 4))))
                .containsExactly(Extents.of(2, 15, 17, 17));
        // Without height what belongs to it is not used.
        assertThat(convolution.outputs(List.of(Extents.of(2, 6, 12), Extents.of(9, 2, 4))))
                .containsExactly(Extents.of(2, 9, 7));
        assertThat(
                        new TransposedConvolution(PADDED, 1, 2, false)
                                .outputs(List.of(Extents.of(2, 6, 12), Extents.of(6, 5, 4))))
                .containsExactly(Extents.of(2, 15, 19));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused(plain(groups(1)), "input of 5 channels", X, Extents.of(4, 5, 3, 3));
        refused(plain(groups(2)), "in 2 groups need an input of 12", X, Extents.of(4, 6, 3, 3));
        refused(plain(groups(3)), "divide 4 output", X, Extents.of(4, 2, 3, 3));
        refused(plain(groups(1)), "over 10 pixels does not fit into 9", X, Extents.of(4, 6, 10, 1));
        refused(plain(PADDED), "over 15 pixels does not fit into 13", X, Extents.of(3, 2, 1, 8));
        refused(plain(groups(1)), "4 axes", X, Extents.of(4, 6, 3));
        refused(plain(groups(1)), "4 axes", Extents.of(2, 6), Extents.of(4, 6));
        refused(plain(groups(1)), "2 inputs", X);
        int most = Integer.MAX_VALUE;
        Halo wide = new Halo(0, 0, most, most);
        ConvAttributes absurd = new ConvAttributes(1, most, 1, 1, wide, 1);
        refused(plain(absurd), "padding included", X, Extents.of(4, 6, 3, 3));
        Convolution full = new Convolution(groups(1), true, true, Activation.NONE);
        Extents w = Extents.of(4, 6, 3, 3);
        Extents y = Extents.of(2, 4, 7, 10);
        assertThat(full.outputs(List.of(X, w, Extents.of(4), y))).containsExactly(y);
        refused(full, "as many constants", X, w, Extents.of(6), y);
        refused(full, "residual", X, w, Extents.of(4), X);
    }

    @Test
    void whatDoesNotFitTransposedIsRefused() {
        TransposedConvolution plain = new TransposedConvolution(groups(1), 0, 0, false);
        refused(plain, "input of 4 channels", X, Extents.of(4, 5, 3, 3));
        refused(
                new TransposedConvolution(groups(4), 0, 0, false),
                "divide 6 input",
                X,
                Extents.of(6, 5, 3, 3));
        ConvAttributes cut = new ConvAttributes(1, 1, 1, 1, new Halo(5, 6, 0, 0), 1);
        refused(
                new TransposedConvolution(cut, 0, 0, false),
                "to 0 pixels",
                X,
                Extents.of(6, 5, 3, 3));
        refused(
                new TransposedConvolution(groups(1), 0, 0, true),
                "as many constants",
                X,
                Extents.of(6, 5, 3, 3),
                Extents.of(6));
        ConvAttributes absurd = new ConvAttributes(Integer.MAX_VALUE, 1, 1, 1, Halo.NONE, 1);
        refused(
                new TransposedConvolution(absurd, 0, 0, false),
                "padding included",
                X,
                Extents.of(6, 5, 3, 3));
        assertThatThrownBy(() -> new TransposedConvolution(groups(1), 0, -1, false))
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void attributesAreChecked() {
        assertThatThrownBy(() -> new ConvAttributes(0, 1, 1, 1, Halo.NONE, 1))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> new ConvAttributes(1, 1, 1, 0, Halo.NONE, 1))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> new ConvAttributes(1, 1, 1, 1, Halo.NONE, 0))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("group");
    }

    private static void refused(Operation operation, String message, Extents... inputs) {
        assertThatThrownBy(() -> operation.outputs(List.of(inputs)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining(message);
    }

    @Test
    void plansSayHowTheyCompute() {
        assertThat(how(plain(groups(1)), 64, 64, 3)).isEqualTo("Winograd F(4×4, 3×3)");
        assertThat(how(plain(groups(1)), 64, 64, 1)).isEqualTo("direct");
        assertThat(how(plain(groups(2)), 128, 64, 3)).isEqualTo("grouped Winograd F(4×4, 3×3)");
        assertThat(how(plain(groups(5)), 60, 12, 3)).isEqualTo("grouped direct");
        if (Lanes.COUNT == 16) {
            assertThat(how(plain(groups(32)), 128, 4, 3)).isEqualTo("grouped Winograd F(4×4, 3×3)");
        }
        assertThat(how(plain(groups(60)), 60, 1, 3)).isEqualTo("depthwise");
        ConvAttributes stride = new ConvAttributes(2, 3, 1, 1, Halo.NONE, 1);
        assertThat(how(new TransposedConvolution(stride, 0, 0, false), 8, 8, 3))
                .isEqualTo("direct, 6 phases");
    }

    /** Returns how 56×56 pixels are computed by as many filters as channels. */
    private static String how(Operation operation, int channels, int groupChannels, int filter) {
        try (Workspace workspace = new Workspace()) {
            Extents w = Extents.of(channels, groupChannels, filter, filter);
            Value x = Value.of("x", Extents.of(1, channels, 56, 56));
            Value weight = Value.constant("w", w, workspace.floats(w.elements()));
            Value y = Value.of("y", operation.outputs(List.of(x.extents(), w)).getFirst());
            NodeContext context = new NodeContext(List.of(x, weight), List.of(y), 1, workspace);
            return operation.plan(context, MemoryOrder.LANES).describe();
        }
    }

    @Test
    void multiplyAddsAreThoseOfTheDefinition() {
        Value x = Value.of("x", X);
        try (Workspace workspace = new Workspace()) {
            Extents filters = Extents.of(9, 2, 3, 4);
            Value w = Value.constant("w", filters, workspace.floats(filters.elements()));
            Value y = Value.of("y", Extents.of(2, 9, 5, 7));
            assertThat(plain(PADDED).multiplyAdds(List.of(x, w), List.of(y)))
                    .isEqualTo(2L * 9 * 5 * 7 * 2 * 3 * 4);
            Extents transposed = Extents.of(6, 5, 3, 4);
            Value t = Value.constant("w", transposed, workspace.floats(transposed.elements()));
            assertThat(
                            new TransposedConvolution(PADDED, 1, 0, false)
                                    .multiplyAdds(List.of(x, t), List.of(y)))
                    .isEqualTo((long) X.elements() * 5 * 3 * 4);
        }
    }

    @Test
    void descriptionsTellWhatIsFused() {
        assertThat(plain(groups(1)).describe()).isEqualTo("Conv");
        assertThat(new Convolution(groups(4), true, true, Activation.RELU).describe())
                .isEqualTo("Conv in 4 groups + residual + relu");
        assertThat(new TransposedConvolution(groups(2), 0, 0, true).describe())
                .isEqualTo("ConvTranspose in 2 groups");
    }

    @Test
    void oneDimensionalConvolutionsHaveNoHeight() {
        Convolution convolution = plain(new ConvAttributes(3, 2, 3, 1, new Halo(1, 1, 1, 0), 1));
        float[] y =
                new OperationHarness(convolution, MemoryOrder.LANES)
                        .run(
                                Input.computed(
                                        Extents.of(2, 1, 4), new float[] {1, 2, 3, 4, 5, 6, 7, 8}),
                                Input.constant(Extents.of(2, 1, 2), new float[] {1, 10, 0, 1}))
                        .getFirst();
        // Pairs (0, 1) and (2, 3) of the first image, (0, 5) and (6, 7) of the second.
        assertThat(y).containsExactly(10, 32, 1, 3, 50, 76, 5, 7);
        TransposedConvolution transposed =
                new TransposedConvolution(
                        new ConvAttributes(3, 2, 3, 1, new Halo(1, 1, 1, 0), 1), 1, 1, false);
        float[] back =
                new OperationHarness(transposed, MemoryOrder.LANES)
                        .run(
                                Input.computed(Extents.of(1, 1, 3), new float[] {1, 2, 3}),
                                Input.constant(Extents.of(1, 1, 2), new float[] {1, 10}))
                        .getFirst();
        // 1 10 2 20 3 30 without the first, and one more.
        assertThat(back).containsExactly(10, 2, 20, 3, 30, 0);
    }

    /** A residual that is a constant stands as y does. */
    @Test
    void constantsAreHandedOverAsTheyAreRead() {
        Convolution convolution =
                new Convolution(
                        new ConvAttributes(1, 1, 1, 1, new Halo(1, 1, 1, 1), 1),
                        false,
                        true,
                        Activation.NONE);
        Extents x = Extents.of(1, 1, 1, 2);
        Extents w = Extents.of(1, 1, 3, 3);
        float[] middle = {0, 0, 0, 0, 2, 0, 0, 0, 0};
        float[] y =
                new OperationHarness(convolution, MemoryOrder.LANES)
                        .run(
                                Input.constant(x, new float[] {1, 2}),
                                Input.constant(w, middle),
                                Input.constant(x, new float[] {10, 20}))
                        .getFirst();
        assertThat(y).containsExactly(12, 24);
        try (Workspace workspace = new Workspace()) {
            Value in = Value.of("x", x);
            Value weight = Value.constant("w", w, workspace.floats(w.elements()));
            NodePlan plan =
                    convolution.plan(
                            new NodeContext(List.of(in, weight, in), List.of(in), 1, workspace),
                            MemoryOrder.LANES);
            assertThat(plan.inputHalo(0)).isEqualTo(new Halo(1, 1, 1, 1));
            assertThat(plan.inputHalo(2)).isEqualTo(Halo.NONE);
            assertThat(plan.constant(1)).isEqualTo(Placement.ROW_MAJOR);
            assertThat(plan.constant(2)).isEqualTo(Placement.LANES);
            assertThat(convolution.constantInputs()).containsExactly(1);
            assertThat(convolution.keepsImages(List.of(in, weight, in), List.of(in))).isTrue();
        }
    }
}
