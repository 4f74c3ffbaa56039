package io.github.lanewise.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.layer.Window;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReceptiveFieldTest {
    /** A layer along one axis. */
    record Axis(int window, int stride) {
        Window windowOfHeight() {
            return new Window(window, 1, stride, 1, 0, 0);
        }
    }

    @Provide
    Arbitrary<List<Axis>> stacks() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 7), Arbitraries.integers().between(1, 3))
                .as(Axis::new)
                .list()
                .ofMaxSize(5);
    }

    /** Follows output 0 and output 1 down to the first and last input pixel that they depend on. */
    @Property
    void spansExactlyThePixelsThatAnOutputDependsOn(@ForAll("stacks") List<Axis> layers) {
        ReceptiveField field = ReceptiveField.PIXEL;
        for (Axis layer : layers) {
            field = field.through(layer.windowOfHeight());
        }
        long first = first(layers, 0);
        assertThat(field.height()).isEqualTo(last(layers, 0) - first + 1);
        assertThat(field.jumpHeight()).isEqualTo(first(layers, 1) - first);
        assertThat(field.width()).isEqualTo(1);
        assertThat(field.jumpWidth()).isEqualTo(1);
    }

    private static long first(List<Axis> layers, long output) {
        long pixel = output;
        for (Axis layer : layers.reversed()) {
            pixel = pixel * layer.stride();
        }
        return pixel;
    }

    private static long last(List<Axis> layers, long output) {
        long pixel = output;
        for (Axis layer : layers.reversed()) {
            pixel = pixel * layer.stride() + layer.window() - 1;
        }
        return pixel;
    }
}
