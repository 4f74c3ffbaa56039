package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.command.Program.Outcome;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code predict --json} says of an image. */
final class PredictionJson {
    private static final Pattern CLASS =
            Pattern.compile("\"class\":(\\d+),\"probability\":([-0-9.E]+)");

    private PredictionJson() {}

    /** Returns the probability of each class of the only image. */
    static Map<Integer, Double> probabilities(Outcome outcome) {
        Map<Integer, Double> probabilities = new TreeMap<>();
        Matcher matcher = CLASS.matcher(outcome.lines().getFirst());
        while (matcher.find()) {
            probabilities.put(
                    Integer.parseInt(matcher.group(1)), Double.parseDouble(matcher.group(2)));
        }
        return probabilities;
    }
}
