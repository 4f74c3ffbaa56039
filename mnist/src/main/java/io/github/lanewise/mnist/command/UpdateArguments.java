package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.command.Choices.ScheduleName;
import io.github.lanewise.mnist.training.Defaults;
import io.github.lanewise.mnist.training.OptimizerOptions;
import io.github.lanewise.mnist.training.OptimizerOptions.AdamOptions;
import io.github.lanewise.mnist.training.OptimizerOptions.SgdOptions;
import io.github.lanewise.mnist.training.Schedule;
import io.github.lanewise.mnist.training.UpdateOptions;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** How gradients change the weights. */
final class UpdateArguments {
    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            description =
                    "sgd or adam; adam decays weights apart from the gradient, as AdamW (default: "
                            + Defaults.OPTIMIZER
                            + ").")
    private String optimizer = Defaults.OPTIMIZER;

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
            names = "--momentum",
            paramLabel = "X",
            description = "Momentum of sgd, below 1 (default: " + Defaults.SGD_MOMENTUM + ").")
    private Optional<Double> momentum = Optional.empty();

    @Option(names = "--nesterov", description = "Nesterov's momentum for sgd.")
    private boolean nesterov;

    @Option(
            names = "--weight-decay",
            paramLabel = "X",
            description =
                    "Pull of the weights towards 0 (default: "
                            + Defaults.SGD_WEIGHT_DECAY
                            + " for sgd, "
                            + Defaults.ADAM_WEIGHT_DECAY
                            + " for adam).")
    private Optional<Double> weightDecay = Optional.empty();

    @Option(
            names = "--clip-norm",
            paramLabel = "X",
            description = "Scale longer gradients down to this length (default: no limit).")
    private Optional<Double> clipNorm = Optional.empty();

    @Option(
            names = "--label-smoothing",
            paramLabel = "E",
            description =
                    "Share of the target probability that is spread evenly over all classes, such"
                            + " as 0.1 (default: 0).")
    private double labelSmoothing;

    @Option(
            names = "--average",
            paramLabel = "DECAY",
            description =
                    "Test and write the exponential moving average of the weights, of which each"
                            + " step keeps this share, such as 0.999 (default: 0, no average).")
    private double averageDecay;

    /**
     * Returns the options.
     *
     * @param batch images per step, for the learning rate where none is named
     */
    UpdateOptions options(int batch) {
        learningRate.ifPresent(rate -> Checks.positive("--learning-rate", rate));
        momentum.ifPresent(value -> Checks.fraction("--momentum", value));
        weightDecay.ifPresent(value -> Checks.notNegative("--weight-decay", value));
        clipNorm.ifPresent(norm -> Checks.positive("--clip-norm", norm));
        Checks.fraction("--label-smoothing", labelSmoothing);
        Checks.fraction("--average", averageDecay);
        OptionalDouble clip =
                clipNorm.isPresent() ? OptionalDouble.of(clipNorm.get()) : OptionalDouble.empty();
        OptimizerOptions rule = rule();
        return new UpdateOptions(
                rule, schedule, rate(rule, batch), clip, labelSmoothing, averageDecay);
    }

    private OptimizerOptions rule() {
        return switch (optimizer) {
            case "sgd" -> sgd();
            case "adam" -> adam();
            default ->
                    throw CommandException.usage(
                            "--optimizer must be sgd or adam, not '" + optimizer + "'.");
        };
    }

    private double rate(OptimizerOptions rule, int batch) {
        double atFullBatch =
                switch (rule) {
                    case SgdOptions _ -> Defaults.SGD_LEARNING_RATE;
                    case AdamOptions _ -> Defaults.ADAM_LEARNING_RATE;
                };
        return learningRate.orElseGet(() -> Defaults.learningRate(atFullBatch, batch));
    }

    private OptimizerOptions sgd() {
        double strength = momentum.orElse(Defaults.SGD_MOMENTUM);
        if (nesterov && strength == 0) {
            throw CommandException.usage(
                    "--nesterov has no effect with --momentum 0; leave one of them out.");
        }
        return new SgdOptions(strength, nesterov, weightDecay.orElse(Defaults.SGD_WEIGHT_DECAY));
    }

    private OptimizerOptions adam() {
        if (momentum.isPresent() || nesterov) {
            throw CommandException.usage(
                    "%s has no effect with --optimizer adam; leave one of them out."
                            .formatted(nesterov ? "--nesterov" : "--momentum"));
        }
        return new AdamOptions(weightDecay.orElse(Defaults.ADAM_WEIGHT_DECAY));
    }
}
