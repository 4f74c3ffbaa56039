package io.github.lanewise.engine.layer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.Window;
import io.github.lanewise.engine.reference.Axis;
import io.github.lanewise.engine.reference.Windows;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class PoolGeometryTest {
    @Provide
    Arbitrary<Axis> axes() {
        return DrawnPooling.axes();
    }

    @Property(tries = 500)
    void outputSizesAreTheFormulasAndWindowsThatDoNotFitAreRefused(
            @ForAll("axes") Axis vertical, @ForAll("axes") Axis horizontal) {
        DrawnPooling drawn = new DrawnPooling(1, 3, new Windows(vertical, horizontal));
        for (Layer layer : List.of(drawn.maximum(), drawn.average(true), drawn.average(false))) {
            if (drawn.windows().isPossible()) {
                assertThat(layer.outputShape(drawn.input()))
                        .isEqualTo(Shape.of(3, vertical.outputs(), horizontal.outputs()));
            } else {
                assertThatThrownBy(() -> layer.outputShape(drawn.input()))
                        .isInstanceOf(ShapeException.class)
                        .hasMessageContaining(vertical.window() + "×" + horizontal.window())
                        .hasMessageContaining(drawn.input().toString());
            }
        }
    }

    @Test
    void paddingBeyondHalfAWindowIsRefused() {
        assertThatThrownBy(() -> MaxPool2d.of(3).padding(2))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("2×2")
                .hasMessageContaining("3×3");
        assertThatThrownBy(() -> AveragePool2d.of(2, 4).padding(0, 3))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> MaxPool2d.of(3).padding(-1)).isInstanceOf(ShapeException.class);
    }

    @Test
    void emptyWindowsAndStridesAreRefused() {
        assertThatThrownBy(() -> MaxPool2d.of(0)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> AveragePool2d.of(2).stride(1, 0))
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void theStrideIsTheWindowUnlessSet() {
        Shape input = Shape.of(2, 9, 9);
        assertThat(MaxPool2d.of(3).outputShape(input)).isEqualTo(Shape.of(2, 3, 3));
        assertThat(MaxPool2d.of(2).outputShape(input)).isEqualTo(Shape.of(2, 4, 4));
        assertThat(MaxPool2d.of(3).stride(2).padding(1).window(input))
                .isEqualTo(new Window(3, 3, 2, 2, 1, 1));
        assertThat(MaxPool2d.of(3).parameters(input)).isEmpty();
    }
}
