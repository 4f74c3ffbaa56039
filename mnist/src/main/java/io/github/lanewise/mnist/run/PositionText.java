package io.github.lanewise.mnist.run;

import io.github.lanewise.mnist.training.EpochResult;
import io.github.lanewise.mnist.training.EpochScores;
import io.github.lanewise.mnist.training.EpochSums;
import io.github.lanewise.mnist.training.Position;
import io.github.lanewise.mnist.training.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A position as strings. Java's text of a double reads as the same double ({@link
 * Double#toString(double)}).
 */
final class PositionText {
    private static final String EPOCHS = "epochs";
    private static final String STEPS = "epoch_steps";
    private static final String SUMS = "epoch_sums";

    /** Numbers of an epoch before its scores, each of which has two. */
    private static final int FIGURES = 3;

    private PositionText() {}

    static Map<String, String> write(Position position) {
        Map<String, String> strings = new HashMap<>();
        strings.put(EPOCHS, Integer.toString(position.results().size()));
        for (EpochResult result : position.results()) {
            strings.put("epoch_" + result.epoch(), write(result));
        }
        strings.put(STEPS, Integer.toString(position.stepsOfEpoch()));
        EpochSums sums = position.sums();
        strings.put(
                SUMS,
                "%d %s %d %s"
                        .formatted(sums.images(), sums.lossSum(), sums.correct(), sums.seconds()));
        return strings;
    }

    private static String write(EpochResult result) {
        DoubleStream figures =
                DoubleStream.of(result.imagesPerSecond(), result.seconds(), result.learningRate());
        DoubleStream scores =
                Stream.concat(
                                Stream.of(result.training(), result.test()),
                                result.validation().stream())
                        .flatMapToDouble(score -> DoubleStream.of(score.loss(), score.accuracy()));
        return DoubleStream.concat(figures, scores)
                .mapToObj(Double::toString)
                .collect(Collectors.joining(" "));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Position read(Map<String, String> strings) {
        int epochs = Integer.parseInt(text(strings, EPOCHS));
        List<EpochResult> results = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            results.add(readResult(epoch, text(strings, "epoch_" + epoch)));
        }
        String[] sums = fields(text(strings, SUMS), 4);
        return new Position(
                results,
                Integer.parseInt(text(strings, STEPS)),
                new EpochSums(
                        Long.parseLong(sums[0]),
                        Double.parseDouble(sums[1]),
                        Long.parseLong(sums[2]),
                        Double.parseDouble(sums[3])));
    }

    private static EpochResult readResult(int epoch, String text) {
        boolean validated = text.split(" ", -1).length == FIGURES + 3 * 2;
        double[] numbers =
                Arrays.stream(fields(text, FIGURES + (validated ? 3 : 2) * 2))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
        EpochScores scores =
                new EpochScores(
                        score(numbers, 0),
                        validated ? Optional.of(score(numbers, 2)) : Optional.empty(),
                        score(numbers, 1));
        return new EpochResult(epoch, scores, numbers[0], numbers[1], numbers[2]);
    }

    private static Score score(double[] numbers, int index) {
        int at = FIGURES + 2 * index;
        return new Score(numbers[at], numbers[at + 1]);
    }

    private static String[] fields(String text, int count) {
        String[] fields = text.split(" ", -1);
        if (fields.length != count) {
            throw new IllegalArgumentException(fields.length + " numbers instead of " + count);
        }
        return fields;
    }

    private static String text(Map<String, String> strings, String key) {
        return Optional.ofNullable(strings.get(key))
                .orElseThrow(() -> new IllegalArgumentException("there is no " + key));
    }
}
