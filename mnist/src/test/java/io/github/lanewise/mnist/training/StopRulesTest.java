package io.github.lanewise.mnist.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StopRulesTest {
    private static final long SECOND = 1_000_000_000;

    private long now;

    /** Epochs of 2 s with so many of 10 validation images right, and the test images opposed. */
    private static List<EpochResult> epochs(List<Integer> right) {
        List<EpochResult> results = new ArrayList<>();
        for (int correct : right) {
            EpochScores scores =
                    new EpochScores(
                            new Score(1, 0.5),
                            Optional.of(new Score(1, correct / 10.0)),
                            new Score(1, 1 - correct / 10.0));
            results.add(new EpochResult(results.size() + 1, scores, 100, 2, 0.1));
        }
        return results;
    }

    private StopRules rules(int patience, double accuracy, Duration limit, Position position) {
        return new StopRules(new StopOptions(patience, accuracy, limit), position, () -> now);
    }

    private Optional<String> impatience(int patience, List<Integer> right) {
        return rules(patience, 0, Duration.ZERO, Position.START).reason(epochs(right), 0);
    }

    @Property
    void patienceIsOverAfterSoManyEpochsWithoutABetterOne(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 10) Integer> right,
            @ForAll @IntRange(min = 1, max = 5) int patience) {
        int before = Math.max(0, right.size() - patience);
        int most = right.subList(0, before).stream().mapToInt(x -> x).max().orElse(-1);
        boolean over =
                before > 0
                        && IntStream.range(before, right.size())
                                .allMatch(epoch -> right.get(epoch) <= most);
        assertThat(impatience(patience, right).isPresent()).isEqualTo(over);
    }

    @Test
    void saysSinceWhenNoEpochWasBetter() {
        assertThat(impatience(2, List.of(3, 7, 5, 7)))
                .hasValue(
                        "Ended after epoch 4: none since epoch 2 was better on the validation images.");
        assertThat(impatience(0, List.of(7, 5, 4, 3, 2, 1))).isEmpty();
    }

    @Test
    void theGoalIsReachedByTheLastEpochOnTheValidationImages() {
        StopRules rules = rules(0, 0.7, Duration.ZERO, Position.START);
        assertThat(rules.reason(epochs(List.of(1, 6)), 0)).isEmpty();
        assertThat(rules.reason(epochs(List.of(1, 7)), 0))
                .hasValue(
                        "Ended after epoch 2: the accuracy on the validation images is 0.7, which is"
                                + " enough.");
        EpochResult validated = epochs(List.of(8)).getFirst();
        EpochScores tested =
                new EpochScores(validated.training(), Optional.empty(), validated.test());
        EpochResult test = new EpochResult(1, tested, 100, 2, 0.1);
        assertThat(rules.reason(List.of(test), 0)).isEmpty();
    }

    @Test
    void theTimeIsThatOfAllSessions() {
        Position position = new Position(epochs(List.of(1, 2)), 3, new EpochSums(90, 1, 1, 0.5));
        StopRules rules = rules(0, 0, Duration.ofSeconds(5), position);
        now = SECOND / 4;
        assertThat(rules.isTimeOver()).isFalse();
        assertThat(rules.reason(position.results(), 3)).isEmpty();
        now = SECOND / 2;
        assertThat(rules.isTimeOver()).isTrue();
        assertThat(rules.reason(position.results(), 4))
                .hasValue("Ended after 5.0 s, 2 epochs and 4 steps: the time is over.");
        assertThat(rules.reason(List.of(), 0)).as("before the first step").isEmpty();
        assertThat(rules(0, 0, Duration.ZERO, position).isTimeOver()).isFalse();
    }
}
