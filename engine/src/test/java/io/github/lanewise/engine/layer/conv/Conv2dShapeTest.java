package io.github.lanewise.engine.layer.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.layer.ParameterSpec;
import io.github.lanewise.engine.layer.Window;
import io.github.lanewise.engine.reference.ReferenceConvolution;
import io.github.lanewise.engine.reference.Windows;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Output shapes, counts, and geometries that cannot be. */
final class Conv2dShapeTest {
    @Provide
    Arbitrary<ReferenceConvolution> possible() {
        return ConvolutionGeometries.possible();
    }

    @Provide
    Arbitrary<ReferenceConvolution> impossible() {
        return ConvolutionGeometries.impossible();
    }

    @Provide
    Arbitrary<ReferenceConvolution> same() {
        return ConvolutionGeometries.same();
    }

    @Property(tries = 300)
    void outputSizesAreTheFormulas(@ForAll("possible") ReferenceConvolution c) {
        Windows windows = c.windows();
        Conv2d layer = ConvolutionGeometries.layer(c);
        Shape input = ConvolutionGeometries.input(c);
        assertThat(layer.outputShape(input))
                .isEqualTo(
                        Shape.of(
                                c.filters(),
                                windows.vertical().outputs(),
                                windows.horizontal().outputs()));
        assertThat(layer.multiplyAdds(input) * c.images()).isEqualTo(c.work());
    }

    @Property(tries = 300)
    void sameMakesOutputsOfTheInputDividedByTheStride(@ForAll("same") ReferenceConvolution c) {
        Shape input = ConvolutionGeometries.input(c);
        Conv2d layer = ConvolutionGeometries.unpadded(c).same();
        assertThat(layer.outputShape(input))
                .isEqualTo(
                        Shape.of(
                                c.filters(),
                                Math.ceilDiv(input.height(), layer.strideHeight()),
                                Math.ceilDiv(input.width(), layer.strideWidth())));
    }

    @Property(tries = 300)
    void filtersThatDoNotFitAreRefusedWithBothShapes(@ForAll("impossible") ReferenceConvolution c) {
        Conv2d layer = ConvolutionGeometries.layer(c);
        Shape input = ConvolutionGeometries.input(c);
        assertThatThrownBy(() -> layer.outputShape(input))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining(layer.filterHeight() + "×" + layer.filterWidth())
                .hasMessageContaining(input.toString());
    }

    @Test
    void numbersBelowOneAreRefused() {
        assertRefused(() -> Conv2d.of(0, 3), "0 of 3×3");
        assertRefused(() -> Conv2d.of(4, 3, 0), "3×0");
        assertRefused(() -> Conv2d.of(4, 3).stride(0), "0×0");
        assertRefused(() -> Conv2d.of(4, 3).stride(1, -1), "1×-1");
        assertRefused(() -> Conv2d.of(4, 3).padding(-1).outputShape(Shape.of(1, 9, 9)), "-1");
    }

    @Test
    void weightsAndMultiplyAddsAreThoseOfThePapers() {
        Shape digits = Shape.of(1, 28, 28);
        Conv2d first = Conv2d.of(6, 5).same();
        assertThat(first.parameters(digits).stream().mapToLong(ParameterSpec::count).sum())
                .isEqualTo(156);
        assertThat(first.multiplyAdds(digits)).isEqualTo(117_600);
        Conv2d wide = Conv2d.of(64, 3).same().withoutBias();
        assertThat(wide.parameters(Shape.of(64, 56, 56)))
                .singleElement()
                .satisfies(weight -> {
                    assertThat(weight.count()).isEqualTo(36_864);
                    assertThat(weight.extents()).containsExactly(64, 64, 3, 3);
                    assertThat(weight.fanIn()).isEqualTo(576);
                });
    }

    @Test
    void theWindowIsTheFilters() {
        assertThat(Conv2d.of(8, 3, 5).stride(2, 1).padding(1, 2).window(Shape.of(1, 9, 9)))
                .isEqualTo(new Window(3, 5, 2, 1, 1, 2));
        // One zero too many goes to the bottom and the right.
        assertThat(Conv2d.of(8, 4, 2).same().window(Shape.of(1, 9, 9)))
                .isEqualTo(new Window(4, 2, 1, 1, 1, 0));
    }

    @Test
    void buildingStepsKeepEverythingElse() {
        Conv2d conv = Conv2d.of(8, 3, 5).stride(2, 1).same().withoutBias().trueConvolution();
        assertThat(conv.filters()).isEqualTo(8);
        assertThat(conv.strideHeight()).isEqualTo(2);
        assertThat(conv.strideWidth()).isEqualTo(1);
        assertThat(conv.padding()).isEqualTo(Padding.SAME);
        assertThat(conv.bias()).isFalse();
        assertThat(conv.flipped()).isTrue();
        assertThat(conv.valid().padding()).isEqualTo(Padding.VALID);
        assertThat(conv.valid().bias()).isFalse();
        assertThat(conv.kind()).isEqualTo("Conv2d");
    }

    private static void assertRefused(Runnable creation, String part) {
        assertThatThrownBy(creation::run)
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining(part);
    }
}
