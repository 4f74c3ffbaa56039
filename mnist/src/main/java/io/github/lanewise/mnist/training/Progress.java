package io.github.lanewise.mnist.training;

import io.github.lanewise.engine.network.Training;
import java.util.ArrayList;
import java.util.List;

/** A run as it goes on: sums over the steps of an epoch. One object, as a step makes none. */
final class Progress {
    private final List<EpochResult> results;
    private int steps;
    private long images;
    private double lossSum;
    private long correct;
    private double seconds;
    private double learningRate;

    /** Goes on from a position. */
    Progress(Position position) {
        results = new ArrayList<>(position.results());
        steps = position.stepsOfEpoch();
        images = position.sums().images();
        lossSum = position.sums().lossSum();
        correct = position.sums().correct();
        seconds = position.sums().seconds();
    }

    /** The epochs that are complete; not a copy. */
    List<EpochResult> results() {
        return results;
    }

    /** The epoch under way, from 1. */
    int epoch() {
        return results.size() + 1;
    }

    /** Steps of it that have been made. */
    int steps() {
        return steps;
    }

    long images() {
        return images;
    }

    double lossSum() {
        return lossSum;
    }

    /** Time of its steps. */
    double seconds() {
        return seconds;
    }

    void setSeconds(double value) {
        seconds = value;
    }

    /** Adds a step that has been made. */
    void add(int count, Training training, double rate) {
        steps++;
        images += count;
        lossSum += training.loss();
        correct += training.correct();
        learningRate = rate;
    }

    /** Begins the next epoch. */
    void nextEpoch(EpochResult result) {
        results.add(result);
        steps = 0;
        images = 0;
        lossSum = 0;
        correct = 0;
        seconds = 0;
    }

    /** The score over the training images of the epoch so far. */
    Score score() {
        return new Score(lossSum / images, (double) correct / images);
    }

    /** The epoch so far as a result. */
    EpochResult result(EpochScores scores, double evaluationSeconds) {
        return new EpochResult(
                epoch(), scores, images / seconds, seconds + evaluationSeconds, learningRate);
    }

    Position position() {
        return new Position(results, steps, new EpochSums(images, lossSum, correct, seconds));
    }
}
