package io.github.lanewise.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ShapeTest {
    @Test
    void aShapeCountsAndPrintsItself() {
        Shape shape = Shape.of(6, 28, 27);
        assertThat(shape.elements()).isEqualTo(6 * 28 * 27);
        assertThat(shape.pixels()).isEqualTo(28 * 27);
        assertThat(shape).hasToString("6×28×27");
        assertThat(Shape.vector(10)).isEqualTo(Shape.of(10, 1, 1));
    }

    @Test
    void emptyAndNegativeExtentsAreRefused() {
        assertThatThrownBy(() -> Shape.of(0, 2, 3))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("0×2×3");
        assertThatThrownBy(() -> Shape.of(1, -2, 3))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("1×-2×3");
    }

    @Test
    void shapesThatOverflowAreRefused() {
        assertThatThrownBy(() -> Shape.of(65_536, 65_536, 1))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("65536×65536×1");
    }

    @Test
    void layoutsOfTwoGibibytesAreRefused() {
        Shape huge = Shape.of(1, 1 << 14, 1 << 15);
        assertThatThrownBy(() -> Layout.packed(huge))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("1×16384×32768");
    }

    @Test
    void packedLayoutsHaveNoHalo() {
        Halo halo = new Halo(0, 0, 1, 0);
        Shape shape = Shape.of(1, 2, 2);
        assertThatThrownBy(() -> new Layout(shape, halo, true, LaneAxis.IMAGES))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("1×2×2");
        assertThatThrownBy(() -> new Layout(shape, Halo.NONE, true, LaneAxis.CHANNELS))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("1×2×2");
    }

    @Test
    void halosJoinAndAreNeverNegative() {
        assertThat(new Halo(1, 2, 3, 4).max(new Halo(4, 3, 2, 1))).isEqualTo(new Halo(4, 3, 3, 4));
        assertThatThrownBy(() -> new Halo(0, -1, 0, 0)).isInstanceOf(ShapeException.class);
    }

    @Test
    void offsetsWithinTheHaloAreInsideTheMemory() {
        Layout layout = Layout.of(Shape.of(2, 3, 4), new Halo(1, 2, 3, 4));
        assertThat(layout.offset(0, -1, -3)).isZero();
        assertThat(layout.offset(1, 0, 0)).isEqualTo(layout.offset(0, 0, 0) + layout.planeStride());
        assertThat(layout.offset(1, 4, 7)).isLessThan(layout.byteSize());
    }
}
