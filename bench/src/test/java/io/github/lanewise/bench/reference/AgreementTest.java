package io.github.lanewise.bench.reference;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class AgreementTest {
    private static void compare(float actual, double expected) {
        Agreement.require("a sum", new float[] {1, actual}, new double[] {1, expected}, 100);
    }

    @Test
    void roundingIsForgiven() {
        assertThatCode(() -> compare(1f / 3, 1.0 / 3)).doesNotThrowAnyException();
    }

    @Test
    void moreThanRoundingIsNot() {
        assertThatThrownBy(() -> compare(0.3334f, 1.0 / 3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a sum");
        assertThatThrownBy(() -> compare(Float.NaN, 0)).isInstanceOf(IllegalStateException.class);
    }
}
