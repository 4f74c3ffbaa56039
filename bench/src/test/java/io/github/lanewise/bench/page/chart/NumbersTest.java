package io.github.lanewise.bench.page.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumbersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 0",
                "0.0123; 0.0123",
                "0.99961; 1.00",
                "1; 1.00",
                "9.996; 10.0",
                "12.34; 12.3",
                "99.96; 100",
                "123.4; 123",
                "1234567; 1,234,567",
                "-2.5; -2.50",
                "NaN; –"
            })
    void threeDigitsMeanSomething(double value, String text) {
        assertThat(Numbers.of(value)).isEqualTo(text);
    }

    @Test
    void localesDoNotMatter() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Numbers.of(1.5)).isEqualTo("1.50");
            assertThat(Numbers.percent(0.125)).isEqualTo("12.5");
            assertThat(Numbers.error(1.25e-7)).isEqualTo("1.3e-7");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void axesHaveNoZerosAtTheEnd() {
        assertThat(Numbers.plain(0.5)).isEqualTo("0.5");
        assertThat(Numbers.plain(20)).isEqualTo("20");
        assertThat(Numbers.plain(200)).isEqualTo("200");
    }

    @Test
    void fewBytesAreNone() {
        assertThat(Numbers.kilobytes(OptionalDouble.of(0.02))).isEqualTo("0");
        assertThat(Numbers.kilobytes(OptionalDouble.of(1500))).isEqualTo("1.50");
        assertThat(Numbers.kilobytes(OptionalDouble.empty())).isEqualTo(Numbers.NONE);
    }
}
