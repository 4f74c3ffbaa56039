package io.github.lanewise.mnist.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.mnist.data.ClassNames;
import io.github.lanewise.mnist.report.TextTable.Align;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TablesTest {
    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        TextTable table = new TextTable(List.of(Align.LEFT, Align.RIGHT, Align.LEFT));
        table.row(List.of("a", "1,000", "x")).row(List.of("long", "7", ""));
        assertThat(table.lines()).containsExactly("a     1,000  x", "long      7");
    }

    @Test
    void aRowHasACellPerColumn() {
        TextTable table = new TextTable(List.of(Align.LEFT));
        assertThatThrownBy(() -> table.row(List.of("a", "b")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void confusionHasEquallyWideColumns() {
        int[][] counts = {{1234, 0}, {5, 6}};
        assertThat(
                        ConfusionTable.lines(
                                2, ClassNames.NONE, (label, predicted) -> counts[label][predicted]))
                .containsExactly(
                        "true \\ predicted      0      1",
                        "0                 1,234      0",
                        "1                     5      6");
    }

    @Test
    void namesOfClassesStandInFrontOfTheirRows() {
        ClassNames names = new ClassNames(List.of("cat", "dog"));
        assertThat(ConfusionTable.lines(2, names, (label, predicted) -> label))
                .containsExactly(
                        "true \\ predicted  0  1",
                        "0 cat             0  0",
                        "1 dog             1  1");
    }

    @Test
    void numbersLookTheSameInEveryCountry() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Numbers.count(61_706)).isEqualTo("61,706");
            assertThat(Numbers.percent(0.99051)).isEqualTo("99.05 %");
            assertThat(Numbers.loss(0.03125)).isEqualTo("0.0313");
            assertThat(Numbers.seconds(9.14)).isEqualTo("9.1 s");
        } finally {
            Locale.setDefault(before);
        }
        assertThat(List.of(7.2, 67.0, 3667.0).stream().map(Numbers::clock))
                .containsExactly("0:07", "1:07", "1:01:07");
    }
}
