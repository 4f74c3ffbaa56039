package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.mnist.command.Choices.ModelName;
import io.github.lanewise.mnist.report.Numbers;
import io.github.lanewise.mnist.report.PlanTable;
import io.github.lanewise.mnist.report.SummaryTable;
import io.github.lanewise.mnist.training.Defaults;
import io.github.lanewise.models.Model;
import io.github.lanewise.models.Models;
import io.github.lanewise.models.Summary;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanewise summary}: what each layer of a model costs and sees. */
@Command(
        name = "summary",
        description = "Shows what each layer of a model costs and sees.",
        footer = {
            "",
            "'sees' is the receptive field, in pixels of the input; 'every' is the distance between"
                    + " the fields of neighbours."
        })
final class SummaryCommand implements Runnable {
    private final Host host;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            converter = ModelName.class,
            description = "lenet5, lenet5-1998 or vgg28 (default: " + Defaults.MODEL + ").")
    private Model model = Models.named(Defaults.MODEL).orElseThrow();

    @Option(names = "--plan", description = "Also show how each convolution is computed, and why.")
    private boolean plan;

    SummaryCommand(Host host) {
        this.host = host;
    }

    @Override
    public void run() {
        PrintWriter out = host.out();
        try (Network network = model.build(Defaults.SEED)) {
            Summary summary = Summary.of(network);
            out.println(model.description());
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
