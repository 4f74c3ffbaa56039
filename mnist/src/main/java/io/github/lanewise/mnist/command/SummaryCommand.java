package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.VectorModule;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.mnist.command.Choices.ModelName;
import io.github.lanewise.mnist.report.Numbers;
import io.github.lanewise.mnist.report.PlanTable;
import io.github.lanewise.mnist.report.SummaryTable;
import io.github.lanewise.mnist.training.Defaults;
import io.github.lanewise.models.Model;
import io.github.lanewise.models.Models;
import io.github.lanewise.models.Summary;
import io.github.lanewise.models.onnx.Onnx;
import io.github.lanewise.models.onnx.OnnxModel;
import io.github.lanewise.models.onnx.OnnxOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code lanewise summary}: what each layer of a model costs and sees, or how a model file is run.
 */
@Command(
        name = "summary",
        description =
                "Shows what each layer of a model costs and sees, or how an ONNX model is run.",
        footer = {
            "",
            "'sees' is the receptive field, in pixels of the input; 'every' is the distance between"
                    + " the fields of neighbours."
        })
final class SummaryCommand implements Runnable {
    private static final String INPUT = "--input";
    private static final String CLASSES = "--classes";

    private final Host host;

    @Option(
            names = WeightsArguments.MODEL,
            paramLabel = "MODEL",
            converter = ModelName.class,
            description = WeightsArguments.MODELS + " (default: " + Defaults.MODEL + ").")
    private Optional<Model> model = Optional.empty();

    @Option(
            names = INPUT,
            paramLabel = "CxHxW",
            converter = ShapeConverter.class,
            description =
                    "Channels, height and width of other images than the model was made for, such as"
                            + " 3x32x32.")
    private Optional<Shape> input = Optional.empty();

    @Option(
            names = CLASSES,
            paramLabel = "N",
            description = "Another number of classes than the model was made for.")
    private Optional<Integer> classes = Optional.empty();

    @Option(names = "--plan", description = "Also show how each convolution is computed, and why.")
    private boolean plan;

    @Option(
            names = ModelArguments.ONNX,
            paramLabel = "FILE",
            description =
                    "An ONNX model in place of a model by name: its inputs, outputs and steps, and"
                            + " how each is computed.")
    private Optional<Path> onnx = Optional.empty();

    @Mixin private final ThreadArguments threads = new ThreadArguments();

    SummaryCommand(Host host) {
        this.host = host;
    }

    @Override
    public void run() {
        int count = threads.count();
        if (onnx.isPresent()) {
            Checks.named(ModelArguments.ONNX, onnx.get());
            refuse(model.isPresent(), WeightsArguments.MODEL + " has no effect with --onnx");
            refuse(input.isPresent(), INPUT + " has no effect with --onnx");
            refuse(classes.isPresent(), CLASSES + " has no effect with --onnx");
            refuse(plan, "--plan has no effect with --onnx, which shows the plan");
            describe(onnx.get(), count);
        } else {
            refuse(threads.given(), "--threads has no effect without --onnx");
            summarize(model.orElseGet(() -> Models.named(Defaults.MODEL).orElseThrow()));
        }
    }

    private static void refuse(boolean given, String fault) {
        if (given) {
            throw CommandException.usage(fault + "; leave it out.");
        }
    }

    private void describe(Path file, int count) {
        VectorModule.require();
        try (OnnxModel loaded = Onnx.load(file, OnnxOptions.DEFAULT.withThreads(count))) {
            host.out().print(loaded.describe());
            host.out().flush();
        }
    }

    /** Weights are not drawn where nothing is asked but the standard network. */
    private Network network(Model named) {
        if (input.isEmpty() && classes.isEmpty()) {
            return named.buildFor(Map.of());
        }
        try {
            return named.build(input.orElseGet(named::input), classes.orElseGet(named::classes), 0);
        } catch (ShapeException unfit) {
            throw CommandException.usage(String.valueOf(unfit.getMessage()));
        }
    }

    private String title(Model named) {
        return input.isEmpty() && classes.isEmpty()
                ? named.description()
                : "%s for images of %s and %d classes"
                        .formatted(
                                named.name(),
                                input.orElseGet(named::input),
                                classes.orElseGet(named::classes));
    }

    private void summarize(Model named) {
        PrintWriter out = host.out();
        try (Network network = network(named)) {
            Summary summary = Summary.of(network);
            out.println(title(named));
            out.println();
            SummaryTable.layers(summary).forEach(out::println);
            out.println();
            out.println(
                    "Convolutions against fully connected layers of the same input and output:");
            out.println();
            SummaryTable.convolutions(summary).forEach(out::println);
            if (plan) {
                out.println();
                out.println("How the convolutions are computed:");
                out.println();
                PlanTable.of(network).forEach(out::println);
            }
            out.println();
            out.println(
                    "%s bytes of weights."
                            .formatted(Numbers.count(summary.parameters() * Float.BYTES)));
        }
    }
}
