package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.training.Defaults;
import io.github.lanewise.mnist.training.OptimizerOptions;
import io.github.lanewise.mnist.training.OptimizerOptions.AdamOptions;
import io.github.lanewise.mnist.training.OptimizerOptions.SgdOptions;
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

    /**
     * Returns the options.
     *
     * @param course what there is beside single steps
     * @param batch images per step, for the learning rate where none is named
     */
    UpdateOptions options(CourseArguments course, int batch) {
        momentum.ifPresent(value -> Checks.fraction("--momentum", value));
        weightDecay.ifPresent(value -> Checks.notNegative("--weight-decay", value));
        clipNorm.ifPresent(norm -> Checks.positive("--clip-norm", norm));
        Checks.fraction("--label-smoothing", labelSmoothing);
        OptionalDouble clip =
                clipNorm.isPresent() ? OptionalDouble.of(clipNorm.get()) : OptionalDouble.empty();
        OptimizerOptions rule = rule();
        return new UpdateOptions(
                rule,
                course.schedule(),
                course.learningRate(rule, batch),
                clip,
                labelSmoothing,
                course.averageDecay());
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
