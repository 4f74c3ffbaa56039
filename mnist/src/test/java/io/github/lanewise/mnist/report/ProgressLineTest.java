package io.github.lanewise.mnist.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.report.ProgressLine.Extent;
import io.github.lanewise.mnist.training.EpochResult;
import io.github.lanewise.mnist.training.EpochScores;
import io.github.lanewise.mnist.training.EpochSums;
import io.github.lanewise.mnist.training.Position;
import io.github.lanewise.mnist.training.Score;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressLineTest {
    private static final long SECOND = 1_000_000_000;
    private static final EpochResult FIRST = result(Optional.empty());
    private static final String FIRST_LINE =
            "epoch 1/2  train loss 0.2500, 92.51 %  test loss 0.1250, 96.00 %  12,346 images/s "
                    + " 2.0 s";

    private static EpochResult result(Optional<Score> validation) {
        EpochScores scores =
                new EpochScores(new Score(0.25, 0.9251), validation, new Score(0.125, 0.96));
        return new EpochResult(1, scores, 12_345.6, 2.04, 0.1);
    }

    private final StringWriter text = new StringWriter();
    private long now;

    private ProgressLine line(boolean live) {
        return line(live, Duration.ZERO);
    }

    private ProgressLine line(boolean live, Duration timeLimit) {
        Extent extent = new Extent(2, 1000, timeLimit);
        return new ProgressLine(new PrintWriter(text), live, extent, () -> now);
    }

    @Test
    void isOnePlainLinePerEpochWhereThereIsNoTerminal() {
        ProgressLine line = line(false);
        now = SECOND;
        line.step(1, 500, 400);
        line.epoch(FIRST);
        assertThat(text.toString()).isEqualTo(FIRST_LINE + System.lineSeparator());
    }

    @Test
    void tellsOfTheImagesThatAreHeldOut() {
        line(false).epoch(result(Optional.of(new Score(0.5, 0.875))));
        assertThat(text.toString())
                .isEqualTo(
                        FIRST_LINE.replace("  test", "  validation loss 0.5000, 87.50 %  test")
                                + System.lineSeparator());
    }

    @Test
    void movesInPlaceOnATerminal() {
        ProgressLine line = line(true);
        now = SECOND;
        line.step(1, 500, 400);
        assertThat(drawings())
                .containsExactly(
                        "",
                        "epoch 1/2  [==========          ]  50 %  500 images/s  loss 0.8000  0:03"
                                + " left");
        now = 2 * SECOND;
        line.epoch(FIRST);
        assertThat(drawings().getLast()).isEqualTo(FIRST_LINE + System.lineSeparator());
        now = 3 * SECOND;
        line.step(2, 100, 10);
        // 1,100 of 2,000 images took 3 s.
        assertThat(drawings().getLast())
                .isEqualTo(
                        "epoch 2/2  [==                  ]  10 %  100 images/s  loss 0.1000  0:02"
                                + " left");
    }

    @Test
    void countsNothingOfAnEarlierProcess() {
        ProgressLine line = line(true);
        line.started(new Position(List.of(FIRST), 4, new EpochSums(400, 40, 390, 1)));
        now = SECOND;
        line.step(2, 500, 50);
        // 100 images took 1 s, 500 are left.
        assertThat(drawings().getLast())
                .isEqualTo(
                        "epoch 2/2  [==========          ]  50 %  100 images/s  loss 0.1000  0:05"
                                + " left");
    }

    /** With 3.04 s of an earlier process, and without a limit 5 s more. */
    @ParameterizedTest
    @CsvSource({"7, 0:03", "5, 0:01", "3, 0:00", "60, 0:05"})
    void knowsOfTheTimeLimit(int limit, String left) {
        ProgressLine line = line(true, Duration.ofSeconds(limit));
        line.started(new Position(List.of(FIRST), 4, new EpochSums(400, 40, 390, 1)));
        now = SECOND;
        line.step(2, 500, 50);
        assertThat(drawings().getLast()).endsWith("  " + left + " left");
    }

    @Test
    void isRedrawnAtMostTenTimesASecond() {
        ProgressLine line = line(true);
        for (int millisecond = 1; millisecond <= 1000; millisecond++) {
            now = millisecond * (SECOND / 1000);
            line.step(1, millisecond, 1);
        }
        assertThat(drawings()).hasSize(1 + 10);
    }

    @Test
    void leavesNothingOfALongerLine() {
        ProgressLine line = line(true);
        now = SECOND / 2;
        line.step(1, 1, 123_456_789);
        now = SECOND;
        line.step(1, 1000, 1);
        List<String> drawings = drawings();
        assertThat(drawings.get(2)).hasSize(drawings.get(1).length()).endsWith(" left     ");
    }

    private List<String> drawings() {
        return List.of(text.toString().split("\r", -1));
    }
}
