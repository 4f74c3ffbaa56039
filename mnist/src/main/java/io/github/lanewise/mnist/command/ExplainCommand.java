package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.explain.Explanation;
import io.github.lanewise.mnist.explain.OutputFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lanewise explain}: pictures of what a network has learned. */
@Command(
        name = "explain",
        description = "Shows in pictures what a trained network has learned.",
        footer = {
            "",
            "The folder gets PNG files, filters.json and index.html, which needs no other file and no"
                    + " network. Equal inputs give equal files."
        })
final class ExplainCommand implements Callable<Integer> {
    private static final String OUT = "--out";

    private final Host host;

    @Mixin private final WeightsArguments weights = new WeightsArguments();

    @Option(
            names = OUT,
            required = true,
            paramLabel = "DIR",
            description = "Write the pictures and the page to this folder; it is created.")
    private Path out = Path.of("");

    ExplainCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() {
        Checks.named(OUT, out);
        try (TrainedNetwork trained = weights.open()) {
            OutputFolder folder = OutputFolder.open(out, OUT);
            String model = trained.metadata().model().name();
            new Explanation(trained.network(), folder).write("What " + model + " has learned");
            host.out()
                    .println(
                            "What %s from %s has learned: %s."
                                    .formatted(
                                            model, weights.file(), out.resolve(Explanation.PAGE)));
        }
        return ExitStatus.OK;
    }
}
