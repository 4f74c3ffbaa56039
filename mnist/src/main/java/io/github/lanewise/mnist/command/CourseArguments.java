package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.command.Choices.ScheduleName;
import io.github.lanewise.mnist.training.Defaults;
import io.github.lanewise.mnist.training.OptimizerOptions;
import io.github.lanewise.mnist.training.OptimizerOptions.AdamOptions;
import io.github.lanewise.mnist.training.OptimizerOptions.SgdOptions;
import io.github.lanewise.mnist.training.Schedule;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a run goes, beyond its single steps. */
final class CourseArguments {
    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description =
                    "Highest learning rate of the run (default: "
                            + Defaults.SGD_LEARNING_RATE
                            + " for sgd, "
                            + Defaults.ADAM_LEARNING_RATE
                            + " for adam); by default less in proportion where a batch has fewer"
                            + " than "
                            + Defaults.BATCH
                            + " images.")
    private Optional<Double> learningRate = Optional.empty();

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            converter = ScheduleName.class,
            description =
                    "How the learning rate moves: constant, step (a tenth after each third of the"
                            + " run), cosine (down to 0) or one-cycle (up, then down to almost 0)"
                            + " (default: "
                            + Defaults.SCHEDULE
                            + ").")
    private Schedule schedule = Schedule.named(Defaults.SCHEDULE).orElseThrow();

    @Option(
            names = "--average",
            paramLabel = "DECAY",
            description =
                    "Test and write the exponential moving average of the weights, of which each"
                            + " step keeps this share, such as 0.999 (default: 0, no average).")
    private double averageDecay;

    Schedule schedule() {
        return schedule;
    }

    double averageDecay() {
        Checks.fraction("--average", averageDecay);
        return averageDecay;
    }

    /**
     * Returns the highest learning rate of the run.
     *
     * @param rule for which there is a default
     * @param batch images per step, to which the default is fitted
     */
    double learningRate(OptimizerOptions rule, int batch) {
        learningRate.ifPresent(rate -> Checks.positive("--learning-rate", rate));
        double atFullBatch =
                switch (rule) {
                    case SgdOptions _ -> Defaults.SGD_LEARNING_RATE;
                    case AdamOptions _ -> Defaults.ADAM_LEARNING_RATE;
                };
        return learningRate.orElseGet(() -> Defaults.learningRate(atFullBatch, batch));
    }
}
